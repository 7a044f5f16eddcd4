package io.sealstream.serde;

import io.sealstream.mailauth.Mail;
import java.util.function.Consumer;

/** What a source yields for each record or file: a mail, or what could not be read as one. */
public sealed interface Intake permits Intake.Readable, Unreadable {
    Mail.Origin origin();

    /** Hands the content to the one of the two that it is for. */
    void accept(Consumer<? super Mail> ofMail, Consumer<? super Unreadable> ofUnreadable);

    static Intake of(Mail mail) {
        return new Readable(mail);
    }

    /** A mail to authenticate. */
    @SuppressWarnings("JavaLangClash") // always named with its owner
    record Readable(Mail mail) implements Intake {
        @Override
        public Mail.Origin origin() {
            return mail.origin();
        }

        @Override
        public void accept(Consumer<? super Mail> ofMail, Consumer<? super Unreadable> ofUnreadable) {
            ofMail.accept(mail);
        }
    }
}
