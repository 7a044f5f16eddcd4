package io.sealstream.serde.flat;

import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import java.io.IOException;

/** {@link IprevResult}. */
final class HostCodec {
    private HostCodec() {}

    static void write(FlatOutput out, IprevResult host) throws IOException {
        out.constant(host.status());
        out.nullable(host.name(), FlatOutput::domain);
        out.nullable(host.organizationalDomain(), FlatOutput::domain);
        out.list(host.claimed(), FlatOutput::domain);
        out.nullable(host.exchangeAligned(), FlatOutput::flag);
    }

    static IprevResult read(FlatInput in) throws IOException {
        return new IprevResult(
                in.constant(IprevStatus.class),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::domain),
                in.list(FlatInput::domain),
                in.nullable(FlatInput::flag));
    }
}
