package io.sealstream.mailauth.message;

import static io.sealstream.mailauth.message.FromDefect.ADDRESS_IN_QUOTES;
import static io.sealstream.mailauth.message.FromDefect.GROUP;
import static io.sealstream.mailauth.message.FromDefect.MISSING;
import static io.sealstream.mailauth.message.FromDefect.NO_ADDRESS;
import static io.sealstream.mailauth.message.FromDefect.NO_ANGLE_BRACKETS;
import static io.sealstream.mailauth.message.FromDefect.NO_SPACE_BEFORE_ANGLE_BRACKET;
import static io.sealstream.mailauth.message.FromDefect.OBSOLETE_SYNTAX;
import static io.sealstream.mailauth.message.FromDefect.SEVERAL_ADDRESSES;
import static io.sealstream.mailauth.message.FromDefect.SEVERAL_DOMAINS;
import static io.sealstream.mailauth.message.FromDefect.SEVERAL_FIELDS;
import static io.sealstream.mailauth.message.FromDefect.TEXT_AFTER_ADDRESS;
import static io.sealstream.mailauth.message.FromDefect.TOO_LONG;
import static io.sealstream.mailauth.message.FromDefect.UNPARSABLE;
import static io.sealstream.mailauth.message.FromDefect.UNQUOTED_COMMA;
import static io.sealstream.mailauth.message.FromDefect.UNUSABLE_DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.DomainName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class FromParserTest {
    /** A From value, the domains read from it, and what is wrong with it. */
    record Row(String value, List<String> domains, Set<FromDefect> defects) {
        static Row of(String value, String domains, FromDefect... defects) {
            return new Row(value, domains.isEmpty() ? List.of() : List.of(domains.split(" ")), Set.of(defects));
        }
    }

    private static From parse(String header) {
        return FromParser.parse(Message.of((header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static From parseValue(String value) {
        return parse("To: x@y.example\r\nFrom:" + value);
    }

    private static List<String> texts(From from) {
        return from.domains().stream().map(DomainName::toString).toList();
    }

    /** Every example of the documented rules of 2017-11. */
    static final List<Row> MICROSOFT_VALID = List.of(
            Row.of(" sender@contoso.com", "contoso.com"),
            Row.of(" <sender@contoso.com>", "contoso.com"),
            Row.of(" < sender@contoso.com >", "contoso.com"),
            Row.of(" \"Sender, Example\" <sender.example@contoso.com>", "contoso.com"),
            Row.of(" \"Office 365\" <sender@contoso.com>", "contoso.com"),
            Row.of(" Office 365 <sender@contoso.com>", "contoso.com"));

    static final List<Row> MICROSOFT_INVALID = List.of(
            Row.of(" \"Office 365\" <sender@contoso.com> (Sent by a process)", "contoso.com", TEXT_AFTER_ADDRESS),
            Row.of(" Sender, Example <sender.example@contoso.com>", "contoso.com", UNQUOTED_COMMA),
            Row.of(" Office 365 sender@contoso.com", "contoso.com", NO_ANGLE_BRACKETS),
            Row.of(" \"Office 365 <sender@contoso.com>\"", "", ADDRESS_IN_QUOTES, NO_ADDRESS),
            Row.of(" \"Office 365 <sender@contoso.com>\" sender@contoso.com", "contoso.com", NO_ANGLE_BRACKETS),
            Row.of(" Office 365<sender@contoso.com>", "contoso.com", NO_SPACE_BEFORE_ANGLE_BRACKET),
            Row.of(" \"Office 365\"<sender@contoso.com>", "contoso.com", NO_SPACE_BEFORE_ANGLE_BRACKET));

    @ParameterizedTest
    @FieldSource("MICROSOFT_VALID")
    void theDocumentedValidExamplesAreValid(Row row) {
        assertThat(parseValue(row.value()).valid()).isTrue();
        assertRead(row);
    }

    @ParameterizedTest
    @FieldSource("MICROSOFT_INVALID")
    void theDocumentedInvalidExamplesAreInvalidAndSayWhy(Row row) {
        assertThat(parseValue(row.value()).valid()).isFalse();
        assertRead(row);
    }

    @Test
    void aMissingFromIsInvalid() {
        From from = parse("To: x@y.example");
        assertThat(from.valid()).isFalse();
        assertThat(from.defects()).containsExactly(MISSING);
    }

    /** RFC 5322 §3.4, §3.4.1. */
    static final List<Row> ADDRESSES = List.of(
            Row.of(" a@b.example, C <c@d.example>", "b.example d.example", SEVERAL_ADDRESSES, SEVERAL_DOMAINS),
            Row.of(" a@b.example,c@B.EXAMPLE", "b.example", SEVERAL_ADDRESSES),
            Row.of(" \"a@evil.example\"@b.example", "b.example"),
            Row.of(" \"a\\\"@evil.example\" <x@b.example>", "b.example"),
            Row.of(" \"<x@evil.example>, y\" <x@b.example>", "b.example"),
            Row.of(" (a@evil.example) <x@b.example>", "b.example"),
            Row.of(" Some (comment (nested \\) ) here) Name <x@b.example>", "b.example"),
            Row.of(" x@b.example (A Name)", "b.example", TEXT_AFTER_ADDRESS),
            Row.of(" x@[192.0.2.1]", "", UNUSABLE_DOMAIN),
            Row.of(" x@[IPv6:2001:db8::1], y@b.example", "b.example", UNUSABLE_DOMAIN, SEVERAL_ADDRESSES),
            Row.of(" x@localhost", "", UNUSABLE_DOMAIN),
            Row.of(" x@192.0.2.1", "", UNUSABLE_DOMAIN),
            Row.of(" <>", "", NO_ADDRESS),
            Row.of(" <postmaster>", "", NO_ADDRESS),
            Row.of("", "", NO_ADDRESS),
            Row.of(" \r\n folded\r\n\t<x@b.example>", "b.example"));

    /** RFC 6854: groups in From. */
    static final List<Row> GROUPS = List.of(
            Row.of(" Team: a@b.example, C <c@b.example>;", "b.example", GROUP, SEVERAL_ADDRESSES),
            Row.of(" undisclosed:;", "", GROUP, NO_ADDRESS),
            Row.of(" undisclosed: (nobody) ;", "", GROUP, NO_ADDRESS),
            Row.of(" One:;, x@b.example", "b.example", GROUP));

    /** RFC 5322 §4.1, §4.4. */
    static final List<Row> OBSOLETE = List.of(
            Row.of(" John Q. Public <x@b.example>", "b.example", OBSOLETE_SYNTAX),
            Row.of(" <@relay.example,@other.example:x@b.example>", "b.example", OBSOLETE_SYNTAX),
            Row.of(" x . y @ b . example", "b.example", OBSOLETE_SYNTAX),
            Row.of(" x@b.(comment)example", "b.example", OBSOLETE_SYNTAX),
            Row.of(" x@(comment)b.example", "b.example", OBSOLETE_SYNTAX),
            Row.of(" , x@b.example,,", "b.example", OBSOLETE_SYNTAX));

    /** RFC 6531, RFC 8616: U-labels are A-labels; RFC 2047: an encoded word is never an address. */
    static final List<Row> INTERNATIONAL = List.of(
            Row.of(" x@bücher.example", "xn--bcher-kva.example"),
            Row.of(" x@XN--BCHER-KVA.example, y@BÜCHER.example", "xn--bcher-kva.example", SEVERAL_ADDRESSES),
            Row.of(" Jürgen <jürgen@b.example>", "b.example"),
            Row.of(" =?utf-8?q?A_=3Ca=40evil=2Eexample=3E?= <x@b.example>", "b.example"),
            Row.of(" =?utf-8?q?=3Cx=40b.example=3E?=", "", NO_ADDRESS),
            Row.of(" x@食狮。公司。cn", "xn--85x722f.xn--55qx5d.cn"));

    /** What RFC 5322 does not allow, and mail readers show all the same. */
    static final List<Row> BROKEN = List.of(
            Row.of(" \"Open <x@b.example>", "b.example", UNPARSABLE),
            Row.of(" (open <x@b.example>", "b.example", UNPARSABLE),
            Row.of(" <x@b.example", "b.example", UNPARSABLE),
            Row.of(" a@evil.example <x@b.example>", "b.example", UNPARSABLE, OBSOLETE_SYNTAX),
            Row.of(
                    " A <x@b.example> <y@c.example>",
                    "b.example c.example",
                    TEXT_AFTER_ADDRESS,
                    UNPARSABLE,
                    SEVERAL_ADDRESSES,
                    SEVERAL_DOMAINS),
            Row.of(" x@b.example y@c.example", "b.example c.example", UNPARSABLE, SEVERAL_ADDRESSES, SEVERAL_DOMAINS),
            Row.of(" <x@b.example@c.example>", "b.example c.example", UNPARSABLE, SEVERAL_ADDRESSES, SEVERAL_DOMAINS),
            Row.of(" @b.example", "b.example", UNPARSABLE),
            Row.of(" x@b.example:", "b.example", UNPARSABLE, GROUP),
            Row.of(" N <x@b.example : y;", "b.example", UNPARSABLE, GROUP, UNQUOTED_COMMA),
            Row.of(" x..y@b.example", "b.example", UNPARSABLE),
            Row.of(" x@", "", UNUSABLE_DOMAIN),
            Row.of(" x@b..example", "", UNUSABLE_DOMAIN),
            Row.of(" x@b.exa\0mple", "", UNUSABLE_DOMAIN),
            Row.of(" x@b.example.", "b.example"),
            Row.of(" \\<x@b.example>", "b.example", NO_SPACE_BEFORE_ANGLE_BRACKET, UNPARSABLE));

    static Stream<Row> rows() {
        return Stream.of(ADDRESSES, GROUPS, OBSOLETE, INTERNATIONAL, BROKEN).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyAuthorDomainIsReadAndEveryDefectTold(Row row) {
        assertRead(row);
    }

    private static void assertRead(Row row) {
        From from = parseValue(row.value());
        assertThat(texts(from)).isEqualTo(row.domains());
        assertThat(from.defects()).isEqualTo(row.defects());
    }

    @Test
    void addressesAreAsWrittenWithoutNamesAndComments() {
        assertThat(parseValue(" N <First.Last (c) @B.Example>, \"q r\"@[192.0.2.1]")
                        .addresses())
                .containsExactly("First.Last@B.Example", "\"q r\"@[192.0.2.1]");
    }

    @Test
    void malformedUtf8InADomainMakesItUnusable() {
        byte[] message = "From: x@b?.example\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        message[9] = (byte) 0xff;
        assertThat(FromParser.parse(Message.of(message)).domains()).isEmpty();
    }

    @Test
    void severalFieldsAreAllRead() {
        From from = parse("From: a@b.example\r\nSubject: x\r\nfrom : c@d.example");
        assertThat(texts(from)).containsExactly("b.example", "d.example");
        assertThat(from.defects()).containsExactlyInAnyOrder(SEVERAL_FIELDS, SEVERAL_ADDRESSES, SEVERAL_DOMAINS);
        assertThat(from.valid()).isFalse();
    }

    @Test
    void aFieldLongerThanTheLimitIsReadUpToItsLastWholeAddress() {
        String full = " a@b.example," + " ".repeat(FromParser.MAX_OCTETS - 13 - 11) + "c@d.example";
        assertThat(full).hasSize(FromParser.MAX_OCTETS);
        assertThat(texts(parseValue(full))).containsExactly("b.example", "d.example");
        From over = parseValue(full + "x");
        assertThat(texts(over)).containsExactly("b.example");
        assertThat(over.defects()).containsExactly(TOO_LONG);
    }

    @Test
    void addressesAndFieldsBeyondTheirLimitsAreNotRead() {
        String most = " a@b.example,".repeat(FromParser.MAX_ADDRESSES - 1) + " a@b.example";
        assertThat(parseValue(most).defects()).containsExactly(SEVERAL_ADDRESSES);
        From over = parseValue(most + ", c@d.example");
        assertThat(over.addresses()).hasSize(FromParser.MAX_ADDRESSES);
        assertThat(over.defects()).containsExactlyInAnyOrder(SEVERAL_ADDRESSES, TOO_LONG);
        String fields = "From: a@b.example\r\n".repeat(FromParser.MAX_FIELDS);
        assertThat(parse(fields + "X: y").defects()).doesNotContain(TOO_LONG);
        assertThat(parse(fields + "From: c@d.example").defects()).contains(TOO_LONG);
    }

    @Test
    void commentsNestedBeyondTheLimitAreNone() {
        int most = FromParser.MAX_COMMENT_DEPTH;
        From deep = parseValue(" " + "(".repeat(most) + ")".repeat(most) + " <a@b.example>");
        assertThat(deep.defects()).isEmpty();
        From deeper = parseValue(" " + "(".repeat(most + 1) + ")".repeat(most + 1) + " <a@b.example>");
        assertThat(deeper.defects()).containsExactly(UNPARSABLE);
        assertThat(texts(deeper)).containsExactly("b.example");
    }
}
