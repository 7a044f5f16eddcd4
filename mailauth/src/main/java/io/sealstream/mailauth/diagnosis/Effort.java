package io.sealstream.mailauth.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * The CPU time that a diagnosis may take, without a clock: each piece of work has a price, and is paid for before it is done. The
 * same message costs the same everywhere. Not safe from several threads.
 */
public final class Effort {
    /** 20 ms of one core. */
    public static final long DEFAULT_NANOS = 20_000_000;

    private static final long PICOS = 1_000;

    /**
     * What is paid for, with its price in picoseconds of a core of 2.6 GHz. The prices are set so that mail that was made to be dear
     * takes about what is counted for it: {@code DiagnosisBenchmark} prints both.
     */
    enum Work {
        /** An octet of a body that is put together, canonicalized and hashed. */
        HASHED_OCTET(2_400),
        /** A body that is put together and hashed, whatever its size. */
        BODY(1_200_000),
        /** An octet that is copied, or looked for in a text. */
        SCANNED_OCTET(700),
        /** An octet of a body in which a kind of line is written in another way. */
        REWRITTEN_OCTET(2_500),
        /** A line that is looked at by itself. */
        LINE(30_000),
        /** An octet of content that is encoded anew, and held against the other ways to encode it. */
        ENCODED_OCTET(9_000),
        /** Two changes that are held against each other. */
        PAIR(40_000),
        /** An octet of a field for which other forms are made. */
        FORMED_OCTET(60_000),
        /** A name that is held against a field's. */
        NAME(30_000),
        /** A header that is put together and read. */
        HEADER(2_000_000),
        /** An octet of it. */
        HEADER_OCTET(6_000),
        /** A field of it. */
        HEADER_FIELD(150_000),
        /** A verification with Ed25519, which is done for each header. */
        ED25519(90_000_000),
        /** RSA's arithmetic, once for a signature and a key: for the square of the bits of the modulus. */
        RSA_BIT_SQUARED(30);

        private final long picos;

        Work(long picos) {
            this.picos = picos;
        }
    }

    private final @Nullable Effort whole;
    private final long allowed;
    private long left;

    private Effort(@Nullable Effort whole, long picos) {
        this.whole = whole;
        this.allowed = picos;
        this.left = picos;
    }

    /** An effort of so many nanoseconds; 0: none, at most an hour. */
    public static Effort ofNanos(long nanos) {
        return new Effort(null, Math.min(Math.max(0, nanos), 3_600_000_000_000L) * PICOS);
    }

    /** One of {@code parts} equal parts of what is left. What it does not use stays here. */
    public Effort part(int parts) {
        return new Effort(this, left / Math.max(1, parts));
    }

    /** Pays for so many pieces of work. False where they cost more than is left: then they must not be done, and nothing is left. */
    boolean pay(Work work, long pieces) {
        boolean enough = pieces <= left / work.picos;
        spend(enough ? pieces * work.picos : left);
        return enough;
    }

    private void spend(long picos) {
        left -= picos;
        if (whole != null) {
            whole.spend(picos);
        }
    }

    boolean isSpent() {
        return left <= 0;
    }

    /** What was paid, or given up as too dear, in nanoseconds. */
    public long spentNanos() {
        return (allowed - left) / PICOS;
    }
}
