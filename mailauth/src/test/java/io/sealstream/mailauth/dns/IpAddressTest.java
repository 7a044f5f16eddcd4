package io.sealstream.mailauth.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:db8::1, 2001:db8::1",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
        "1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::192.0.2.1, ::c000:201",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void readsAndWrites(String text, String canonical) {
        assertThat(IpAddress.parse(text).orElseThrow()).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.",
                "1.2.3.4 ",
                "a.b.c.d",
                ":",
                ":::",
                "1:2",
                "1::2::3",
                "12345::",
                "g::",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8:9",
                "::1.2.3",
                "1:",
                "::1%eth0",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1.2.3.4::"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.0, 24, true",
        "192.0.3.1, 192.0.2.0, 24, false",
        "192.0.3.1, 192.0.2.0, 23, true",
        "192.0.2.1, 192.0.2.1, 32, true",
        "10.0.0.1, 192.0.2.1, 0, true",
        "2001:db8::1, 2001:db8::, 128, false",
        "2001:db8::1, 2001:db8::, 127, true",
        "192.0.2.1, 2001:db8::, 0, false"
    })
    void liesWithinANetwork(String address, String network, int prefix, boolean within) {
        assertThat(ip(address).isWithin(ip(network), prefix)).isEqualTo(within);
    }

    @Test // RFC 1035 §3.5, RFC 3596 §2.5
    void namesItsReverseZone() {
        assertThat(ip("192.0.2.1").reverseName()).hasToString("1.2.0.192.in-addr.arpa");
        assertThat(ip("2001:db8::567:89ab").reverseName())
                .hasToString("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
    }

    @Test
    void everyAddressIsReadBackFromItsText() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = new byte[i % 2 == 0 ? 16 : 4];
            random.nextBytes(octets);
            for (int zero = random.nextInt(octets.length); zero > 0; zero--) {
                octets[random.nextInt(octets.length)] = 0;
            }
            IpAddress address = IpAddress.of(octets);
            assertThat(IpAddress.parse(address.toString())).contains(address);
        }
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
