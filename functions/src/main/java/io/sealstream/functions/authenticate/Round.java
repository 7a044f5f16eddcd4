package io.sealstream.functions.authenticate;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Question;
import java.util.Map;

/**
 * The questions of a message that are asked together. Of the thread that asked and the answers, the last to be done takes the
 * message on: so one thread at a time has it, and none waits.
 */
final class Round {
    private final Map<Question, Answer> answers;
    private int awaited;
    private boolean attended = true;

    /**
     * @param answers where the answers go; a thread that was told to take the message on sees all of them
     * @param awaited the number of questions
     */
    Round(Map<Question, Answer> answers, int awaited) {
        this.answers = answers;
        this.awaited = awaited;
    }

    /** An answer came; after {@link #giveUp} it is passed over. True: the caller takes the message on. */
    synchronized boolean answered(Question question, Answer answer) {
        if (awaited == 0) {
            return false;
        }
        answers.put(question, answer);
        awaited--;
        return awaited == 0 && !attended;
    }

    /** Whether answers are out. */
    synchronized boolean isOpen() {
        return awaited > 0;
    }

    /** The thread that asked has nothing left to do. True: the answers are all there, and it takes the message on. */
    synchronized boolean leave() {
        attended = false;
        return awaited == 0;
    }

    /** No answer is waited for any longer. True: no thread has the message, and the caller takes it on. */
    synchronized boolean giveUp() {
        boolean unattended = awaited > 0 && !attended;
        awaited = 0;
        return unattended;
    }
}
