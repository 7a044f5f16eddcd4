package io.sealstream.functions.policy;

import java.io.Serializable;

/** Travels with the job, and brings the policies where they are judged by. */
@FunctionalInterface
public interface PolicyLoader extends Serializable {
    /** @throws PolicyException where there is none that can be used */
    Policies load() throws PolicyException;
}
