package io.sealstream.functions.policy;

import io.sealstream.mailauth.Evidence;
import io.sealstream.serde.TenantEvidence;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Evidence as each tenant among the recipients sees it, see {@link Policies#address}. */
public final class TenantFunction implements PolicyFunction<Evidence, TenantEvidence> {
    private static final long serialVersionUID = 1L;

    @Override
    public Step<Evidence, TenantEvidence> open(RuntimeContext context) {
        return (evidence, policies, out, sides) -> policies.address(evidence).forEach(out::collect);
    }
}
