package io.sealstream.serde;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Mail;
import java.util.function.Consumer;

/** What the authentication yields for each {@link Intake}: the evidence, or what could not be read or examined. */
public sealed interface Examined permits Examined.Found, Unreadable {
    Mail.Origin origin();

    /** Hands the content to the one of the two that it is for. */
    void route(Consumer<? super Evidence> ofEvidence, Consumer<? super Unreadable> ofUnreadable);

    static Examined of(Evidence evidence) {
        return new Found(evidence);
    }

    /** The evidence of one message. */
    record Found(Evidence evidence) implements Examined {
        @Override
        public Mail.Origin origin() {
            return evidence.origin();
        }

        @Override
        public void route(Consumer<? super Evidence> ofEvidence, Consumer<? super Unreadable> ofUnreadable) {
            ofEvidence.accept(evidence);
        }
    }
}
