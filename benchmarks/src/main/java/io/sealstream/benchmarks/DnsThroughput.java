package io.sealstream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Questions a second of DNS clients against one nsd on the loopback, so many in flight, in turns: each client has one turn in
 * each lap, so that whatever else the machine does meets all of them. Medians over the laps; the ratio is the median of those
 * within a lap. Arguments, all with a default: laps,
 * seconds of a turn, questions in flight, and what the names of the clients to run begin with.
 */
public final class DnsThroughput {
    private static final int NAMES = 100_000;
    private static final int STRIDE = 7_919;
    private static final int WARM_UP_LAPS = 1;
    private static final String OURS = "LiveDns";

    private final Map<String, Function<InetSocketAddress, DnsClient>> clients = new LinkedHashMap<>();
    private final Map<String, List<Turn>> turns = new LinkedHashMap<>();
    private final int seconds;
    private final int inFlight;
    private int next;

    private record Turn(double perSecond, double cpuMicros, long unanswered) {}

    private DnsThroughput(int seconds, int inFlight) {
        this.seconds = seconds;
        this.inFlight = inFlight;
        clients.put(OURS, DnsClient::live);
        clients.put("netty-resolver-dns, NIO", DnsClient::nettyNio);
        clients.put("netty-resolver-dns, epoll", DnsClient::nettyEpoll);
        clients.put("dnsjava", DnsClient::dnsjava);
    }

    public static void main(String[] arguments) throws Exception {
        int laps = argument(arguments, 0, 7);
        DnsThroughput run = new DnsThroughput(argument(arguments, 1, 4), argument(arguments, 2, 500));
        if (arguments.length > 3) {
            run.clients.keySet().removeIf(name -> !name.startsWith(arguments[3]));
        }
        try (LoopbackServer server = LoopbackServer.start(NAMES)) {
            run.laps(laps, server.address());
        }
        run.print();
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private void laps(int laps, InetSocketAddress server) throws InterruptedException {
        for (int lap = -WARM_UP_LAPS; lap < laps; lap++) {
            for (Map.Entry<String, Function<InetSocketAddress, DnsClient>> client : clients.entrySet()) {
                Turn turn = turn(client.getValue(), server);
                if (lap >= 0) {
                    turns.computeIfAbsent(client.getKey(), name -> new ArrayList<>())
                            .add(turn);
                }
            }
        }
    }

    private Turn turn(Function<InetSocketAddress, DnsClient> opened, InetSocketAddress server)
            throws InterruptedException {
        try (DnsClient client = opened.apply(server)) {
            ask(client, System.nanoTime()); // sockets are open, and the server is there
            long cpu = cpuNanos();
            long begun = System.nanoTime();
            Asked asked = ask(client, begun + seconds * 1_000_000_000L);
            double nanos = System.nanoTime() - begun;
            double cpuNanos = cpuNanos() - cpu;
            return new Turn(
                    asked.answered() * 1e9 / nanos,
                    cpuNanos / 1e3 / asked.questions(),
                    asked.questions() - asked.answered());
        }
    }

    private record Asked(long questions, long answered) {}

    /** Asks from one thread, as an operator does, at least as many as may be in flight, and until the time comes. */
    private Asked ask(DnsClient client, long until) throws InterruptedException {
        Semaphore room = new Semaphore(inFlight);
        LongAdder answered = new LongAdder();
        long questions = 0;
        while (questions < inFlight || System.nanoTime() - until < 0) {
            room.acquire();
            questions++;
            next = (next + STRIDE) % NAMES;
            client.ask(LoopbackServer.name(next), found -> {
                if (found) {
                    answered.increment();
                }
                room.release();
            });
        }
        room.acquire(inFlight);
        return new Asked(questions, answered.sum());
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void print() {
        List<Turn> ours = turns.getOrDefault(OURS, List.of());
        System.out.printf("%d names, %d s a turn, %d in flight%n%n", NAMES, seconds, inFlight);
        System.out.printf("| client | questions/s | lowest-highest | CPU of the client, µs | unanswered | ours is |%n");
        System.out.printf("|---|---|---|---|---|---|%n");
        turns.forEach((name, measured) -> {
            double[] rates =
                    measured.stream().mapToDouble(Turn::perSecond).sorted().toArray();
            System.out.printf(
                    "| %s | %,.0f | %,.0f-%,.0f | %.1f | %d | %.2f × |%n",
                    name,
                    median(Arrays.stream(rates)),
                    rates[0],
                    rates[rates.length - 1],
                    median(measured.stream().mapToDouble(Turn::cpuMicros)),
                    measured.stream().mapToLong(Turn::unanswered).sum(),
                    ratio(ours, measured));
        });
    }

    private static double ratio(List<Turn> ours, List<Turn> theirs) {
        return median(IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToDouble(lap -> ours.get(lap).perSecond() / theirs.get(lap).perSecond()));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
