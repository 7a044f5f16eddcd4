package io.sealstream.functions.authenticate;

import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.Unanswered;
import io.sealstream.serde.Examined;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way through the core: examined, its questions asked, the core run and re-run until no answer is wanting.
 * Whichever thread has it has it alone ({@link Round}), and it is concluded once, whatever happens.
 */
final class Passage {
    /** How a passage ends: in one of these, once. */
    interface Exit {
        /**
         * It was examined.
         *
         * @param runs how often the core ran, 1 where every question was foreseen
         */
        void examined(Examined examined, int runs);

        /** Something was thrown: a defect of ours. */
        void defect(Throwable defect);

        /** An error that is the JVM's and not the message's. */
        void fatal(Error error);
    }

    private final Mail mail;
    private final Authentication core;
    private final SharedResources shared;
    private final AuthenticateSettings settings;
    private final Exit exit;
    private final long begun = System.nanoTime();
    private final AtomicBoolean concluded = new AtomicBoolean();

    private volatile boolean expired;
    private volatile @Nullable Inquiry inquiry;

    private @Nullable Examination examination;
    private long resumed;
    private long nanos;
    private int runs;

    Passage(Mail mail, Authentication core, SharedResources shared, AuthenticateSettings settings, Exit exit) {
        this.mail = mail;
        this.core = core;
        this.shared = shared;
        this.settings = settings;
        this.exit = exit;
    }

    /** Whether it has taken longer than it may, at that {@link System#nanoTime}. */
    boolean isOverdue(long now) {
        return !expired && now - begun > settings.timeout().toNanos();
    }

    boolean isExpired() {
        return expired;
    }

    /** Takes the message as far as the answers at hand allow; once, on any thread. */
    void begin() {
        guarded(() -> {
            Examination examined = core.examine(mail);
            examination = examined;
            Inquiry asking =
                    new Inquiry(shared.dns(), examined.asOf().receivedAt(), settings.maxQuestions(), this::handOver);
            inquiry = asking;
            if (expired) {
                asking.giveUp();
            }
            Round first = asking.askAhead(core.foreseeable(examined));
            if (first.isOpen()) {
                examined.hash();
            }
            if (leave(first)) {
                runCore(examined, asking);
            }
        });
    }

    /** Waits for no further answer: what is wanting counts as timed out. By any thread, at any time. */
    void expire() {
        expired = true;
        Inquiry asking = inquiry;
        if (asking != null && asking.giveUp()) {
            goOn();
        }
    }

    /** From a thread of the DNS source, which must not run the core. Where the workers are closed the job is over. */
    private void handOver() {
        shared.workers().execute(this::goOn);
    }

    private void goOn() {
        guarded(() -> {
            Examination examined = examination;
            Inquiry asking = inquiry;
            if (examined == null || asking == null) {
                throw new IllegalStateException("went on before it began");
            }
            runCore(examined, asking);
        });
    }

    private void runCore(Examination examined, Inquiry asking) {
        while (true) {
            try {
                runs++;
                Evidence evidence = core.authenticate(examined, asking);
                count();
                conclude(evidence.measured(nanos / 1000));
                return;
            } catch (Unanswered wanting) {
                Round next = asking.ask(wanting.question(), core.following(examined, asking::known));
                if (!leave(next)) {
                    return;
                }
            }
        }
    }

    /** Lets the message go, unless the answers are all there: then this thread keeps it. */
    private boolean leave(Round round) {
        count();
        return round.leave();
    }

    private void count() {
        long now = System.nanoTime();
        nanos += now - resumed;
        resumed = now;
    }

    private void conclude(Evidence evidence) {
        if (concluded.compareAndSet(false, true)) {
            exit.examined(Examined.of(evidence), runs);
        }
    }

    /**
     * Every thread that takes the message on does so through here: what is thrown concludes the message, for a thread of ours
     * would lose it, and the message with it.
     */
    private void guarded(Runnable step) {
        resumed = System.nanoTime();
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError e) {
            if (concluded.compareAndSet(false, true)) {
                exit.defect(e);
            }
        } catch (Error e) {
            if (concluded.compareAndSet(false, true)) {
                exit.fatal(e);
            }
        }
    }
}
