package io.sealstream.mailauth.authres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationResultsTest {
    private static AuthenticationResults read(String text) {
        return AuthenticationResultsReader.read(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MICROSOFT_2018 | spf=none (sender IP is 192.168.1.8) smtp.mailfrom=maliciousdomain.com; contoso.com; dkim=pass (signature was verified) header.d=maliciousdomain.com; contoso.com; dmarc=none action=none header.from=contoso.com; compauth=fail reason=001
            MICROSOFT_2018 | spf=pass (sender IP is 10.2.3.4) smtp.mailfrom=fabrikam.com; contoso.com; dkim=none (message not signed) header.d=none; contoso.com; dmarc=bestguesspass action=none header.from=fabrikam.com; compauth=pass reason=109
            MICROSOFT_2018 | spf=pass (sender IP is 10.2.3.4) smtp.mailfrom=a.com; contoso.com; dkim=pass (signature was verified) header.d=a.com; contoso.com; dkim=fail (no key for signature) header.d=b.com; contoso.com; dmarc=pass action=none header.from=a.com;
            MICROSOFT_2022 | spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.com; dkim=pass (signature was verified) header.d=a.com;dkim=fail (body hash did not verify) header.d=B.com;dmarc=pass action=none header.from=a.com;compauth=pass reason=100
            MICROSOFT_2022 | spf=none (sender IP is 2001:db8::1) smtp.helo=mail.a.com; dkim=none (message not signed) header.d=none;dmarc=fail action=oreject header.from=a.com;compauth=fail reason=000
            MICROSOFT_2022 | spf=softfail (sender IP is 192.0.2.1) smtp.mailfrom=a.com; dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=;
            MICROSOFT_2022 | spf=temperror (sender IP is 192.0.2.1) smtp.mailfrom=a.com; dkim=timeout (key query timeout) header.d=a.com;dmarc=temperror action=temperror header.from=a.com;compauth=fail reason=001
            RFC8601 | example.org 1; none
            RFC8601 | example.com; auth=pass (cleartext) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=example.net
            RFC8601 | mx.google.com; dkim=pass header.i=@a.com header.s=s1 header.b=abc/+=; spf=pass (google.com: domain of b@a.com designates 192.0.2.1 as permitted sender) smtp.mailfrom=b@a.com; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=a.com
            RFC8601 | i=2; mx.microsoft.com; arc=pass (0 oda=1 ltdi=1 spf=[1,1,smtp.mailfrom=a.com] dmarc=[1,1,header.from=a.com]); spf=fail smtp.mailfrom=a.com
            RFC8601 | example.com; dkim=fail reason="bad signature" header.d=a.com
            """)
    void comesBackAsItWasWritten(Dialect dialect, String text) {
        AuthenticationResults results = read(text);
        assertThat(results.dialect()).isEqualTo(dialect);
        // The version of the authserv-id is always 1 and not kept (RFC 8601 §2.2).
        assertThat(AuthenticationResultsWriter.write(results)).isEqualTo(text.replace("org 1;", "org;"));
        assertThat(read(AuthenticationResultsWriter.write(results))).isEqualTo(results);
    }

    static Stream<String> microsoftStamps() {
        List<String> signatures = List.of(
                "none (message not signed) header.d=none",
                "pass (signature was verified) header.d=a.com",
                "test (signature was verified) header.d=a.com",
                "fail (signature did not verify) header.d=a.com",
                "fail (body hash did not verify) header.d=a.com",
                "fail (no key for signature) header.d=a.com",
                "timeout (key query timeout) header.d=a.com",
                "fail (signature syntax error) header.d=a.com",
                "fail (invalid public key) header.d=a.com",
                "fail (signature timestamp exipred) header.d=a.com",
                "fail (signature timestamp expired) header.d=a.com",
                "fail (inappropriate hash algorithm) header.d=a.com",
                "ignore (ignored public key size) header.d=a.com");
        List<String> actions = List.of(
                "none",
                "quarantine",
                "oreject",
                "reject",
                "pct.quarantine",
                "pct.reject",
                "opctquarantine",
                "opctreject",
                "permerror",
                "temperror");
        List<String> compauth = List.of("pass reason=100", "fail reason=001", "softpass reason=201", "none reason=905");
        return signatures.stream()
                .flatMap(signature -> actions.stream()
                        .flatMap(action -> compauth.stream()
                                .map(composite -> "spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=a.com; dkim="
                                        + signature + ";dmarc=fail action=" + action + " header.from=a.com;compauth="
                                        + composite)));
    }

    @ParameterizedTest
    @MethodSource("microsoftStamps")
    void keepsEveryStampedFormByteForByte(String text) {
        assertThat(AuthenticationResultsWriter.write(read(text))).isEqualTo(text);
    }

    @Test
    void readsWhatAMicrosoftStampSays() {
        assertThat(read("spf=Fail (sender IP is 192.0.2.1)  smtp.mailfrom=a.com; hotmail.com; dkim=pass (signature was"
                        + " verified) header.d=a.com;hotmail.com; dmarc=fail action=oreject"
                        + " header.from=a.com;compauth=fail reason=000"))
                .isEqualTo(new AuthenticationResults(
                        Dialect.MICROSOFT_2018,
                        "hotmail.com",
                        0,
                        List.of(
                                new MethodResult(
                                        "spf",
                                        "fail",
                                        "sender IP is 192.0.2.1",
                                        null,
                                        List.of(new Property("smtp.mailfrom", "a.com"))),
                                new MethodResult(
                                        "dkim",
                                        "pass",
                                        "signature was verified",
                                        null,
                                        List.of(new Property("header.d", "a.com"))),
                                new MethodResult(
                                        "dmarc",
                                        "fail",
                                        null,
                                        null,
                                        List.of(
                                                new Property("action", "oreject"),
                                                new Property("header.from", "a.com"))),
                                new MethodResult("compauth", "fail", null, "000", List.of()))));
    }

    @Test
    void readsCommentsFoldsQuotesAndVersionsOfRfc8601() {
        AuthenticationResults results = read("foo.example.net (foobar) 1 (baz); i=x;"
                + " DKIM (Because I like it) / 1 = (One yay) (wait for it) pass (really) policy (A dot can go here) ;"
                + " dkim/1=fail reason=\"a; \\\"b\\\" (c)\" header.i=\"a b\"@x.org header.s = s1 lone (comment");
        assertThat(results.authservId()).isEqualTo("foo.example.net");
        assertThat(results.instance()).isZero();
        assertThat(results.results()).last().satisfies(dkim -> {
            assertThat(dkim.method()).isEqualTo("dkim");
            assertThat(dkim.result()).isEqualTo("fail");
            assertThat(dkim.reason()).isEqualTo("a; \"b\" (c)");
            assertThat(dkim.property("header.i")).contains("\"a b\"@x.org");
            assertThat(dkim.property("HEADER.S")).contains("s1");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ";", ";;;", "hello", "hello; world", "(", "\"", "=", "=;=", "i=1", "i=1; mx", "(a)(b)("
            })
    void findsNoResultsWhereThereAreNone(String text) {
        assertThat(AuthenticationResultsReader.read(text)).isEmpty();
    }

    @Test
    void readsUpToItsLimits() {
        String result = "spf=pass smtp.mailfrom=a";
        String longest = result + " ".repeat(AuthenticationResultsReader.MAX_LENGTH - result.length());
        assertThat(AuthenticationResultsReader.read(longest)).isPresent();
        assertThat(AuthenticationResultsReader.read(longest + " ")).isEmpty();

        assertThat(read("a=b;".repeat(AuthenticationResultsReader.MAX_RESULTS + 1))
                        .results())
                .hasSize(AuthenticationResultsReader.MAX_RESULTS);
        assertThat(read("a=b" + " c=d".repeat(AuthenticationResultsReader.MAX_PROPERTIES + 1))
                        .results()
                        .get(0)
                        .properties())
                .hasSize(AuthenticationResultsReader.MAX_PROPERTIES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;compauth=pass",
                "a(b",
                "a)b",
                "a\"b",
                "a\\b",
                "a b",
                "a;b;c",
                "x\r\nFrom:",
                "\"",
                "=",
                "a=b",
                "\\",
                "ü.test"
            })
    void writesNoValueThatBreaksOutOfItsPlace(String value) {
        for (Dialect dialect : Dialect.values()) {
            AuthenticationResults results = new AuthenticationResults(
                    dialect,
                    dialect == Dialect.MICROSOFT_2022 ? null : "mx.test",
                    0,
                    List.of(
                            new MethodResult("spf", "fail", value, null, List.of(new Property("smtp.mailfrom", value))),
                            new MethodResult("dmarc", "fail", null, value, List.of())));
            AuthenticationResults back = read(AuthenticationResultsWriter.write(results));
            String shown = value.replace("\r\n", "");
            assertThat(back.results()).hasSize(2);
            assertThat(back.results().get(0).property("smtp.mailfrom")).contains(shown);
            assertThat(back.results().get(1).reason()).isEqualTo(shown);
        }
    }
}
