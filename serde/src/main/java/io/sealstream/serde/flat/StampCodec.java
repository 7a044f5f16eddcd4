package io.sealstream.serde.flat;

import io.sealstream.mailauth.authres.AuthenticationResults;
import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import io.sealstream.mailauth.authres.Stamp;
import java.io.IOException;

/** {@link Stamp}. */
final class StampCodec {
    private StampCodec() {}

    static void write(FlatOutput out, Stamp stamp) throws IOException {
        out.number(stamp.field());
        out.flag(stamp.trusted());
        out.text(stamp.text());
        out.constant(stamp.parsed().dialect());
        out.nullable(stamp.parsed().authservId(), FlatOutput::text);
        out.number(stamp.parsed().instance());
        out.list(stamp.parsed().results(), StampCodec::writeMethod);
    }

    static Stamp read(FlatInput in) throws IOException {
        return new Stamp(
                in.integer(),
                in.flag(),
                in.text(),
                new AuthenticationResults(
                        in.constant(Dialect.class),
                        in.nullable(FlatInput::text),
                        in.integer(),
                        in.list(StampCodec::readMethod)));
    }

    private static void writeMethod(FlatOutput out, MethodResult result) throws IOException {
        out.text(result.method());
        out.text(result.result());
        out.nullable(result.comment(), FlatOutput::text);
        out.nullable(result.reason(), FlatOutput::text);
        out.list(result.properties(), StampCodec::writeProperty);
    }

    private static MethodResult readMethod(FlatInput in) throws IOException {
        return new MethodResult(
                in.text(),
                in.text(),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.list(StampCodec::readProperty));
    }

    private static void writeProperty(FlatOutput out, Property property) throws IOException {
        out.text(property.name());
        out.text(property.value());
    }

    private static Property readProperty(FlatInput in) throws IOException {
        return new Property(in.text(), in.text());
    }
}
