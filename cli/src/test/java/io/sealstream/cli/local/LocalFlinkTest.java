package io.sealstream.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalFlinkTest {
    private static LocalFlink flink;

    @BeforeAll
    static void start() throws Exception {
        flink = LocalFlink.start(1);
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
    }

    @Test
    void runsATopologyToItsEnd() throws Exception {
        StreamExecutionEnvironment topology = environment();
        topology.fromSequence(1, 3).sinkTo(new DiscardingSink<>());
        assertThat(flink.run(topology).isJobExecutionResult()).isTrue();
    }

    @Test
    void saysInOneLineWhyAJobFailed() {
        StreamExecutionEnvironment topology = environment();
        topology.fromSequence(1, 3).map(LocalFlinkTest::refuse).sinkTo(new DiscardingSink<>());
        assertThatThrownBy(() -> flink.run(topology))
                .isInstanceOf(JobFailed.class)
                .hasMessage("refused: 1");
    }

    private static Long refuse(Long value) {
        throw new IllegalStateException("refused: " + value);
    }

    @Test
    void servesItsWebInterfaceOnLoopback() throws Exception {
        assertThat(flink.webInterface().getHost()).isEqualTo("127.0.0.1");
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(flink.webInterface()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Apache Flink Web Dashboard</title>");
    }

    private static StreamExecutionEnvironment environment() {
        Configuration once = new Configuration();
        once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(once);
        environment.setParallelism(1);
        return environment;
    }
}
