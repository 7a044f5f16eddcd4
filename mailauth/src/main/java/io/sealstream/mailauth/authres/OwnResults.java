package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.spf.SpfResult;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What we found of a message, to be held against what its receiver stamped.
 *
 * @param clientIp null: not known
 * @param arc null: not evaluated
 * @param compauth null: none
 * @param dns the outcome of a question that was asked; null: it was not
 */
public record OwnResults(
        @Nullable IpAddress clientIp,
        SpfResult spf,
        SpfResult helo,
        List<DkimResult> dkim,
        @Nullable ArcResult arc,
        DmarcResult dmarc,
        @Nullable CompositeResult compauth,
        Function<Question, Answer.@Nullable Outcome> dns) {}
