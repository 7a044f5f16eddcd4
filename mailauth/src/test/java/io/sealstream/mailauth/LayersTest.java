package io.sealstream.mailauth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the module boundary cannot express. */
class LayersTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sealstream.mailauth");

    @Test
    void protocolPackagesAreFreeOfCycles() {
        slices().matching("io.sealstream.mailauth.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    void noProtocolPackageKnowsTheWhole() {
        noClasses()
                .that()
                .resideInAPackage("io.sealstream.mailauth.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sealstream.mailauth")
                .check(CORE);
    }

    @Test
    void theCoreHasNoInputOutputClockThreadOrLogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "org.slf4j..",
                        "java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.InetAddress")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CORE);
    }

    @Test
    void packagesAreNamedForWhatTheyAre() {
        noClasses()
                .should()
                .resideInAnyPackage("..common..", "..util..", "..utils..", "..impl..", "..helper..", "..manager..")
                .check(CORE);
    }
}
