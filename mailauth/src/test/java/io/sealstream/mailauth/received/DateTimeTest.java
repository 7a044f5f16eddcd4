package io.sealstream.mailauth.received;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fri, 21 Nov 1997 09:55:06 -0600          | 1997-11-21T15:55:06Z
            21 Nov 1997 09:55:06 +0000               | 1997-11-21T09:55:06Z
            21 Nov 1997 09:55 +0530                  | 1997-11-21T04:25:00Z
            Fri,21 NOV 1997 9:55:06 -0000            | 1997-11-21T09:55:06Z
            Thu,\t13 Feb 1969 23:32 -0330 (Newfoundland (NT) Time) | 1969-02-14T03:02:00Z
            Sat, 31 Dec 2016 23:59:60 +0000          | 2017-01-01T00:00:00Z
            29 Feb 2024 00:00:00 +0000               | 2024-02-29T00:00:00Z
            21 Nov 97 09:55:06 GMT                   | 1997-11-21T09:55:06Z
            21 Nov 03 09:55:06 UT                    | 2003-11-21T09:55:06Z
            21 Nov 103 09:55:06 EST                  | 2003-11-21T14:55:06Z
            21 Nov 97 09:55:06 PDT                   | 1997-11-21T16:55:06Z
            21 Nov 97 09:55:06 A                     | 1997-11-21T09:55:06Z
            21 Nov 1997 09:55:06                     | 1997-11-21T09:55:06Z
            Fri (dow), 21 (d) Nov (m) 1997 (y) 09:55:06 (t) -0600 | 1997-11-21T15:55:06Z
            """)
    void readsCurrentAndObsoleteForms(String text, Instant expected) {
        assertThat(DateTime.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "Fri",
                "Fri,",
                "(",
                ")",
                "()",
                "(((((",
                "31 Feb 2024 00:00:00 +0000",
                "29 Feb 2023 00:00:00 +0000",
                "0 Jan 2024 00:00:00 +0000",
                "1 Foo 2024 00:00:00 +0000",
                "1 Jan 1899 00:00:00 +0000",
                "1 Jan 99999 00:00:00 +0000",
                "1 Jan 2 00:00:00 +0000",
                "1 Jan 2024 24:00:00 +0000",
                "1 Jan 2024 23:60:00 +0000",
                "1 Jan 2024 23:59:61 +0000",
                "1 Jan 2024 : +0000",
                "1 Jan 2024 1:: +0000",
                "1 Jan 2024 1:2:3:4 +0000",
                "1 Jan 2024 00:00:00 +00",
                "1 Jan 2024 00:00:00 +0060",
                "1 Jan 2024 00:00:00 +9959",
                "1 Jan 2024 00:00:00 -\u0661\u0662\u0663\u0664",
                "\u0661 Jan 2024 00:00:00 +0000",
                "99999999999999999999 Jan 2024 00:00:00 +0000",
                "2024-01-01T00:00:00Z"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(DateTime.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"255,true", "256,true", "257,false"})
    void readsUpToItsLimit(int length, boolean read) {
        String date = "1 Jan 2024 00:00:00 +0000";
        assertThat(DateTime.parse(" ".repeat(length - date.length()) + date).isPresent())
                .isEqualTo(read);
    }
}
