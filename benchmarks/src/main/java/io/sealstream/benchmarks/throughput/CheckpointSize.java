package io.sealstream.benchmarks.throughput;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.cli.local.LocalFlink;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.flink.api.common.JobID;

/** What the checkpoints of a job hold, as Flink's web interface tells. */
final class CheckpointSize {
    private CheckpointSize() {}

    /** The octets of the largest so far; 0: there was none. */
    static long largest(LocalFlink flink, JobID job) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(flink.webInterface().resolve("/jobs/" + job + "/checkpoints"))
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return new JsonMapper()
                .readTree(body)
                .at("/summary/checkpointed_size/max")
                .asLong();
    }
}
