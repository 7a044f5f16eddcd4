package io.sealstream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote. */
public final class Version implements IVersionProvider {
    /** Such as {@code 0.1.0}. */
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "sealstream " + text(), "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }
}
