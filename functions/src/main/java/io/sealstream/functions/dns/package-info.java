/**
 * Where DNS answers come from: files, archives and logs as of a time, live servers behind a cache, and chains of these. Free of
 * Flink. Start at {@link io.sealstream.functions.dns.DnsSource}.
 */
@NullMarked
package io.sealstream.functions.dns;

import org.jspecify.annotations.NullMarked;
