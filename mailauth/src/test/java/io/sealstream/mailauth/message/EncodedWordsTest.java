package io.sealstream.mailauth.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                                       | plain
            =?ISO-8859-1?Q?a?=                          | a
            =?ISO-8859-1?Q?a?= b                        | a b
            =?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=       | ab
            =?ISO-8859-1?Q?a?=   =?ISO-8859-1?Q?b?= c   | ab c
            =?ISO-8859-1?Q?a_b?=                        | a b
            =?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=      | a b
            =?utf-8?q?J=C3=BCrgen?=                     | Jürgen
            =?utf-8?B?SsO8cmdlbg==?=                    | Jürgen
            =?utf-8*de?B?SsO8cmdlbg?=                   | Jürgen
            x=?utf-8?Q?y?=z                             | xyz
            =?utf-8?Q?=?=                               | =
            =?utf-8?Q?=4?=                              | =4
            =?utf-8?Q?a=3Db?=                           | a=b
            """)
    void decodes(String text, String expected) {
        assertThat(EncodedWords.decode(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=?",
                "=??=",
                "=???=",
                "=????=",
                "=?utf-8?Q?a",
                "=?utf-8?X?a?=",
                "=?no-such-set?Q?a?=",
                "=?a b?Q?a?=",
                "=??Q?a?=",
                "=?utf-8?B?=?=",
                "=?utf-8?QQ?a?="
            })
    void leavesWhatIsNoEncodedWord(String text) {
        assertThat(EncodedWords.decode(text)).isEqualTo(text);
    }

    @Test
    void decodesUpToItsLimit() {
        String word = "=?utf-8?Q?a?= ";
        String decoded = EncodedWords.decode(word.repeat(EncodedWords.MAX_WORDS + 1));
        assertThat(decoded).startsWith("a".repeat(EncodedWords.MAX_WORDS)).endsWith(word);
    }
}
