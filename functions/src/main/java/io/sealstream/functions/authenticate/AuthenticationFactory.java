package io.sealstream.functions.authenticate;

import io.sealstream.mailauth.Authentication;
import java.io.Serializable;

/** Travels to the TaskManagers with the job, and makes there the core with its settings. */
@FunctionalInterface
public interface AuthenticationFactory extends Serializable {
    Authentication create();
}
