package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Rdata;

/** What was seen at a name. */
sealed interface Seen {
    /** Where sightings of one time contradict each other, the lower rank is believed: a pass needs one witness. */
    int rank();

    /** One record. */
    record Data(Rdata rdata) implements Seen {
        @Override
        public int rank() {
            return 0;
        }
    }

    /** A CNAME record. */
    record Alias(DomainName target) implements Seen {
        @Override
        public int rank() {
            return 1;
        }
    }

    /** That there was nothing: {@code NO_DATA} or {@code NO_SUCH_DOMAIN}. */
    record Absence(Answer.Outcome outcome) implements Seen {
        @Override
        public int rank() {
            return 2;
        }
    }

    /** That asking failed. */
    record Failed(Answer.Failure failure) implements Seen {
        @Override
        public int rank() {
            return 3;
        }
    }
}
