package io.sealstream.mailauth.signature;

/** Takes canonical octets in spans, in order. A span's array is not kept after the call. */
@FunctionalInterface
interface SpanSink {
    void span(byte[] bytes, int offset, int length);
}
