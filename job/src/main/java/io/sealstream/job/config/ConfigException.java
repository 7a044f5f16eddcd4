package io.sealstream.job.config;

/** A configuration that cannot be run; the message is one line for a person, naming file and line where there is one. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
