package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.dkim.DkimStatus;

/** The words of receivers in those of RFC 8601, as far as they say the same. What is not known stays as it is. */
final class StampedWords {
    private StampedWords() {}

    static String spf(String result) {
        return switch (result) {
            case "hardfail" -> "fail";
            case "error", "timeout" -> "temperror";
            case "unknown" -> "permerror";
            default -> result;
        };
    }

    /** Receivers do not agree on which failure is fail, permerror, policy or neutral: all of them are fail here. */
    static String dkim(MethodResult stamped) {
        String comment = stamped.comment();
        return switch (stamped.result()) {
            case "permerror", "policy", "neutral", "test", "ignore", "hardfail" -> "fail";
            // Google's word for a key that is not there
            case "temperror" -> comment != null && comment.startsWith("no key") ? "fail" : "temperror";
            case "timeout" -> "temperror";
            default -> stamped.result();
        };
    }

    /** Ours, as {@link #dkim(MethodResult)} has the receiver's. */
    static String dkim(DkimStatus status) {
        return switch (status) {
            case NONE -> "none";
            case PASS -> "pass";
            case FAIL, POLICY, NEUTRAL, PERMERROR -> "fail";
            case TEMPERROR -> "temperror";
            case UNVERIFIABLE -> "unverifiable";
            case SKIPPED -> "skipped";
        };
    }

    static String dmarc(String result) {
        return result.equals("timeout") ? "temperror" : result;
    }

    /** Whether a receiver quarantines where the policy says reject is its configuration. */
    static String action(String action) {
        return switch (action) {
            case "oreject" -> "reject";
            case "opctreject" -> "pct.reject";
            case "opctquarantine" -> "pct.quarantine";
            default -> action;
        };
    }

    /** 101 and 102 tell which of the two ways of 100 it was. */
    static String compauthReason(String reason) {
        return reason.equals("101") || reason.equals("102") ? "100" : reason;
    }
}
