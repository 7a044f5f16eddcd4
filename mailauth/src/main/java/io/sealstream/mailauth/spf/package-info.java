/**
 * Sender Policy Framework (RFC 7208). {@code Evaluation} is its {@code check_host()}, {@code Mechanism} its section 5,
 * {@code SpfRecordParser} its grammar.
 */
@NullMarked
package io.sealstream.mailauth.spf;

import org.jspecify.annotations.NullMarked;
