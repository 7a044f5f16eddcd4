package io.sealstream.job.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps the DNS answers that its verdicts rest on.
 *
 * @param topic compacted, keyed by the row's digest; null: they are not kept
 * @param runId the run's name, as verdicts write it; null: none
 */
public record DnsLogConfig(@Nullable String topic, @Nullable String runId) {
    static DnsLogConfig read(Section dns, boolean replay) throws ConfigException {
        DnsLogConfig log = new DnsLogConfig(dns.text("log-topic"), dns.text("run-id"));
        if (log.topic != null && replay) {
            throw dns.error("dns.log-topic: a replay has its log already");
        }
        if (log.topic != null && (log.runId == null || log.runId.isBlank())) {
            throw dns.error("dns.run-id is missing: dns.log-topic wants a name for the run");
        }
        if (log.runId != null && log.topic == null && !replay) {
            throw dns.wrong("run-id", "a name where dns.log-topic or dns.replay is given", log.runId);
        }
        return log;
    }
}
