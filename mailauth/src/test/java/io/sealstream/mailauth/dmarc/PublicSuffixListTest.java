package io.sealstream.mailauth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealstream.mailauth.dns.DomainName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixListTest {
    private static final Pattern CHECK = Pattern.compile("checkPublicSuffix\\((null|'[^']*'), (null|'[^']*')\\);");

    private static PublicSuffixList list(String text) throws IOException {
        return PublicSuffixList.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A name that is none (a leading dot, no name at all) has no organizational domain. */
    private static Optional<DomainName> organizationalDomain(String quoted) {
        return quoted.equals("null")
                ? Optional.empty()
                : DomainName.parse(unquoted(quoted)).flatMap(PublicSuffixList.bundled()::organizationalDomain);
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    @Test
    void theListsOwnTestsPassWhole() throws IOException {
        Path suite = Path.of(System.getProperty("sealstream.conformance", "none"), "psl", "test_psl.txt");
        assumeTrue(Files.exists(suite), () -> "the tests of the Public Suffix List are not at " + suite);
        int checks = 0;
        for (String line : Files.readAllLines(suite)) {
            Matcher check = CHECK.matcher(line);
            if (!line.startsWith("//") && check.matches()) {
                checks++;
                String expected = check.group(2);
                assertThat(organizationalDomain(check.group(1)))
                        .as(line)
                        .isEqualTo(
                                expected.equals("null")
                                        ? Optional.empty()
                                        : Optional.of(DomainName.of(unquoted(expected))));
            }
        }
        assertThat(checks).isEqualTo(78);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    a.b.example.com,  example.com
                    example.com,      example.com
                    com,
                    a.b.unlisted,     b.unlisted
                    unlisted,
                    a.b.wild.example, a.b.wild.example
                    b.wild.example,
                    wild.example,     wild.example
                    ok.wild.example,  ok.wild.example
                    x.ok.wild.example,ok.wild.example
                    a.公司.cn,         a.公司.cn
                    公司.cn,
                    """)
    void rulesWildcardsAndExceptionsPrevailAsTheFormatSays(String name, String expected) throws IOException {
        PublicSuffixList list = list("""
                // a comment
                com
                *.wild.example trailing text is no part of a rule
                !ok.wild.example

                公司.cn
                ..
                """);
        assertThat(list.organizationalDomain(DomainName.of(name)))
                .isEqualTo(Optional.ofNullable(expected).map(DomainName::of));
    }

    @Test
    void theRootHasNoOrganizationalDomain() {
        assertThat(PublicSuffixList.bundled().organizationalDomain(DomainName.ROOT))
                .isEmpty();
    }

    @Test
    void theBundledListTellsItsDateAndAnotherOneReplacesItWithoutATrace() throws IOException {
        assertThat(PublicSuffixList.bundled().date()).contains(LocalDate.of(2026, 7, 24));
        PublicSuffixList other = list("// VERSION: 2031-02-03_04-05-06_UTC\nexample.com\n");
        assertThat(other.date()).contains(LocalDate.of(2031, 2, 3));
        assertThat(other.organizationalDomain(DomainName.of("example.com"))).isEmpty();
        assertThat(PublicSuffixList.bundled().organizationalDomain(DomainName.of("example.com")))
                .contains(DomainName.of("example.com"));
        assertThat(list("// VERSION: soon\ncom").date()).isEmpty();
    }

    @Test
    void aListWithoutARuleIsRefused() {
        assertThatThrownBy(() -> list("// nothing\n")).isInstanceOf(IOException.class);
    }
}
