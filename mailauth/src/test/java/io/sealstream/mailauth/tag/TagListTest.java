package io.sealstream.mailauth.tag;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.tag.TagList.Problem;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6376 §3.2. */
class TagListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // R is CR, N is LF, T is tab, ^ a control character
                "a=1 | NONE | a:1",
                "a=1; | NONE | a:1",
                "a=1;  | NONE | a:1",
                "a=1;RN | NONE | a:1",
                " a = 1 ;RNTb=RN 2 | NONE | a:1 b:2",
                "a= | NONE | a:",
                "a=x y | NONE | a:x y",
                "a=b=c | NONE | a:b=c",
                "a_1=x; B9=y | NONE | a_1:x B9:y",
                "a=ü | NONE | a:ü",
                "~~ | EMPTY | ~~",
                "~ RN ~ | EMPTY | ~~",
                "; | BAD_NAME | ~~",
                "a=1;; b=2 | BAD_NAME | a:1",
                "a=1; ; | BAD_NAME | a:1",
                "1a=x | BAD_NAME | ~~",
                "_a=x | BAD_NAME | ~~",
                "a-b=x | BAD_NAME | ~~",
                "=x | BAD_NAME | ~~",
                "a b=x | BAD_NAME | ~~",
                "a=1; b | NO_EQUALS_SIGN | a:1",
                "a=1; a=2 | DUPLICATE_TAG | a:1",
                "a=1; A=2 | NONE | a:1 A:2",
                "a=1; b=^ | BAD_VALUE | a:1",
                "a=1; b=\u007f; c=3 | BAD_VALUE | a:1"
            })
    void aListIsReadUpToItsFirstProblem(String text, Problem problem, String tags) {
        TagList list = parse(
                text.replace('R', '\r').replace('N', '\n').replace('T', '\t').replace('^', '\1'));
        assertThat(list.problem()).isEqualTo(problem);
        assertThat(list.isWellFormed()).isEqualTo(problem == Problem.NONE);
        assertThat(IntStream.range(0, list.size())
                        .mapToObj(i -> list.name(i) + ":" + list.value(i))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(tags);
    }

    @Test
    void theRawValueLiesBetweenEqualsSignAndSemicolon() {
        TagList list = parse("b= x ; c=");
        assertThat(list.rawStart(0)).isEqualTo(2);
        assertThat(list.rawEnd(0)).isEqualTo(5);
        assertThat(list.rawStart(1)).isEqualTo(9);
        assertThat(list.rawEnd(1)).isEqualTo(9);
        assertThat(list.value("b")).isEqualTo("x");
        assertThat(list.value("d")).isNull();
        assertThat(list.indexOf("c")).isEqualTo(1);
    }

    @Test
    void oneTagMoreThanTheLimitIsAProblem() {
        String most = IntStream.range(0, TagList.MAX_TAGS)
                .mapToObj(i -> "t" + i + "=x")
                .collect(Collectors.joining(";"));
        assertThat(parse(most).problem()).isEqualTo(Problem.NONE);
        assertThat(parse(most + ";more=x").problem()).isEqualTo(Problem.TOO_MANY_TAGS);
    }

    @FuzzTest
    void anyOctetsAreReadWithinTheirBounds(byte[] octets) {
        TagList list = TagList.parse(octets, 0, octets.length);
        assertThat(list.size()).isLessThanOrEqualTo(TagList.MAX_TAGS);
        for (int tag = 0; tag < list.size(); tag++) {
            assertThat(list.rawStart(tag)).isBetween(2, octets.length);
            assertThat(list.rawEnd(tag)).isBetween(list.rawStart(tag), octets.length);
            assertThat(list.indexOf(list.name(tag))).isEqualTo(tag);
            assertThat(octets[list.rawStart(tag) - 1]).isEqualTo((byte) '=');
            assertThat(list.value(tag)).doesNotContain(";");
        }
    }

    private static TagList parse(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return TagList.parse(octets, 0, octets.length);
    }
}
