package io.sealstream.cli.sample;

/**
 * The trace fields that Microsoft 365 writes, from the top: three hops within, then the boundary in the fourth Received line.
 * The host names are of its form; the addresses within are unique local ones (RFC 4193), for a preset
 * takes no hop for an internal one that has a public address.
 */
final class Microsoft365 {
    private static final String TLS =
            "(version=TLS1_2,\r\n cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.8000.1";

    private Microsoft365() {}

    /**
     * What the receiver put above the message, for the envelope of the draft.
     *
     * @param stamp the value of Authentication-Results, folded
     * @param client the connecting IP
     */
    static String[] trace(Draft draft, String client, String helo, String mailFrom, String stamp) {
        return new String[] {
            "Received: from AM0PR01MB0001.eurprd01.prod.outlook.com (fd00:365:1::1)\r\n"
                    + " by DB8PR01MB0002.eurprd01.prod.outlook.com with HTTPS;\r\n " + draft.date(4),
            "Received: from DB5PR01CA0003.eurprd01.prod.outlook.com (fd00:365:2::1)\r\n"
                    + " by AM0PR01MB0001.eurprd01.prod.outlook.com (fd00:365:2::2) with Microsoft SMTP\r\n Server "
                    + TLS + ";\r\n " + draft.date(2),
            "Received: from DB5EUR01FT004.eop-EUR01.prod.protection.outlook.com\r\n (fd00:365:3::1)"
                    + " by DB5PR01CA0003.outlook.office365.com (fd00:365:3::2)\r\n with Microsoft SMTP Server " + TLS
                    + " via\r\n Frontend Transport; " + draft.date(1),
            "Authentication-Results: " + stamp,
            "Return-Path: <" + mailFrom + ">",
            "Received: from " + helo + " (" + client + ") by\r\n"
                    + " DB5EUR01FT004.mail.protection.outlook.com (198.51.100.40) with Microsoft SMTP\r\n Server " + TLS
                    + "\r\n via Frontend Transport; " + draft.date(0),
        };
    }
}
