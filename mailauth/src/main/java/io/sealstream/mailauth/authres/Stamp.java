package io.sealstream.mailauth.authres;

/**
 * An Authentication-Results field found in a message.
 *
 * @param field its index among all header fields, from the top
 * @param trusted whether it stands above the boundary; else it is a claim, shown and never used
 * @param text the value, unfolded and decoded
 */
public record Stamp(int field, boolean trusted, String text, AuthenticationResults parsed) {}
