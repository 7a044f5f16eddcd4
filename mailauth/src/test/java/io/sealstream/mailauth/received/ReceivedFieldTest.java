package io.sealstream.mailauth.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.IpAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedFieldTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            # server      | value                                                                                  | from | helo | host | ip | by
            RFC 5321      | from a.test (b.test [192.0.2.1]) by mx.test with ESMTP id 1; 1 Jan 2024 00:00:00 +0000 | a.test | a.test | b.test | 192.0.2.1 | mx.test
            IPv6 literal  | from a.test ([IPv6:2001:db8::1]) by mx.test                                            | a.test | a.test | - | 2001:db8::1 | mx.test
            Postfix       | from a.test (unknown [192.0.2.1]) (using TLSv1.3 with cipher X (256/256 bits) (No client certificate requested)) by mx.test (Postfix) with ESMTPS id 1 for <b@mx.test> | a.test | a.test | - | 192.0.2.1 | mx.test
            Postfix 6     | from a.test (a.test [IPv6:2001:db8::1]) by mx.test (Postfix)                           | a.test | a.test | a.test | 2001:db8::1 | mx.test
            certificate   | from a.test (b.test [192.0.2.1]) (Client CN "x [192.0.2.9]", Issuer "[192.0.2.8]" (verified OK)) by mx.test | a.test | a.test | b.test | 192.0.2.1 | mx.test
            sendmail      | from a.test (b.test [192.0.2.1] (may be forged)) by mx.test (8.17/8.17) with ESMTP      | a.test | a.test | - | 192.0.2.1 | mx.test
            Exim          | from b.test ([192.0.2.1] helo=a.test) by mx.test with esmtps (TLS1.3) (Exim 4.97) (envelope-from <x@a.test>) id 1 | b.test | a.test | - | 192.0.2.1 | mx.test
            Exim port     | from b.test ([192.0.2.1]:4711 helo=[192.0.2.9]) by mx.test with esmtp                   | b.test | [192.0.2.9] | - | 192.0.2.1 | mx.test
            Exim no name  | from [192.0.2.1] (helo=a.test) by mx.test with esmtp                                    | [192.0.2.1] | a.test | - | 192.0.2.1 | mx.test
            qmail         | from unknown (HELO a.test) (192.0.2.1) by mx.test with SMTP                             | unknown | a.test | - | 192.0.2.1 | mx.test
            qmail ident   | from unknown (HELO a.test) (joe@192.0.2.1) by 0 with SMTP                               | unknown | a.test | - | 192.0.2.1 | 0
            Yahoo         | from 192.0.2.1 (EHLO a.test) by 10.0.0.1 with SMTPs                                     | 192.0.2.1 | a.test | - | 192.0.2.1 | 10.0.0.1
            Microsoft     | from a.test (192.0.2.1) by X.mail.protection.outlook.com (10.1.2.3) with Microsoft SMTP Server (version=TLS1_2, cipher=C) id 15.20.1.2 via Frontend Transport | a.test | a.test | - | 192.0.2.1 | X.mail.protection.outlook.com
            Microsoft 6   | from X.prod.outlook.com ([fe80::1]) by X.prod.outlook.com ([fe80::1%9]) with mapi id 15 | X.prod.outlook.com | X.prod.outlook.com | - | fe80::1 | X.prod.outlook.com
            SMTPSVC       | from a.test ([192.0.2.1]) by X.hotmail.com over TLS secured channel with Microsoft SMTPSVC(7.5) | a.test | a.test | - | 192.0.2.1 | X.hotmail.com
            Google        | from a.test (b.test. [192.0.2.1]) by mx.google.com with ESMTPS id 1 for <b@mx.test> (version=TLS1_3 cipher=C bits=256/256) | a.test | a.test | b.test | 192.0.2.1 | mx.google.com
            Google hop    | by 2002:a05:6022:1::1 with SMTP id x12csp1                                              | - | - | - | - | 2002:a05:6022:1::1
            HELO is a word | from by (192.0.2.1) by mx.test                                                         | by | by | - | 192.0.2.1 | mx.test
            empty HELO    | from (a.test[192.0.2.1]) by mx.test                                                     | - | - | a.test | 192.0.2.1 | mx.test
            HELO in brackets | from unknown (HELO x[192.0.2.9]) (192.0.2.1) by mx.test                             | unknown | x[192.0.2.9] | - | 192.0.2.1 | mx.test
            HELO literal  | from [192.0.2.9] by mx.test with SMTP                                                   | [192.0.2.9] | [192.0.2.9] | - | - | mx.test
            no client     | (qmail 123 invoked by uid 89)                                                           | - | - | - | - | -
            """)
    void readsTheFormsOfServers(
            String server, String value, String from, String helo, String host, String ip, String by) {
        assertThat(ReceivedField.parse(value)).hasValueSatisfying(field -> {
            assertThat(field.from()).isEqualTo(from);
            assertThat(field.helo()).isEqualTo(helo);
            assertThat(field.clientHost()).isEqualTo(host);
            assertThat(field.clientIp())
                    .isEqualTo(ip == null ? null : IpAddress.parse(ip).orElseThrow());
            assertThat(field.by()).isEqualTo(by);
            assertThat(field.ambiguous()).isFalse();
        });
    }

    @Test
    void readsTheOtherClausesAndTheDateAfterTheLastSemicolon() {
        ReceivedField field = ReceivedField.parse(
                        "from a.test ([192.0.2.1]) by mx.test with Microsoft SMTP Server id 15.20; x for <b@mx.test>;"
                                + " Tue, 1 Nov 2022 12:00:00 +0100")
                .orElseThrow();
        assertThat(field.with()).isEqualTo("Microsoft SMTP Server");
        assertThat(field.id()).isEqualTo("15.20");
        assertThat(field.forPath()).isEqualTo("b@mx.test");
        assertThat(field.at()).isEqualTo(Instant.parse("2022-11-01T11:00:00Z"));
    }

    @Test
    void takesNoAddressWhereSeveralAreGiven() {
        ReceivedField field =
                ReceivedField.parse("from a(192.0.2.9) (192.0.2.1) by mx.test").orElseThrow();
        assertThat(field.ambiguous()).isTrue();
        assertThat(field.clientIp()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from a.test by mx.test (",
                "from a.test) by mx.test",
                "from \"a.test by mx.test",
                "from a.test by mx.test by mx.other",
                "from a.test from b.test by mx.test",
                "from a.test (((((((((nine))))))))) by mx.test"
            })
    void refusesWhatCanBeReadInTwoWays(String value) {
        assertThat(ReceivedField.parse(value)).isEmpty();
    }

    @Test
    void readsEightLevelsOfComments() {
        assertThat(ReceivedField.parse("from a.test ((((((((eight)))))))) by mx.test"))
                .isPresent();
    }

    @Test
    void readsUpToItsLimit() {
        String value = "from a.test by mx.test ";
        assertThat(ReceivedField.parse(value + " ".repeat(ReceivedField.MAX_LENGTH - value.length())))
                .isPresent();
        assertThat(ReceivedField.parse(value + " ".repeat(ReceivedField.MAX_LENGTH - value.length() + 1)))
                .isEmpty();
    }
}
