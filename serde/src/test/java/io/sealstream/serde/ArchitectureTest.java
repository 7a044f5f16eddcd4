package io.sealstream.serde;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses SERDE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.sealstream.serde");

    @Test
    void whatStandsAboveIsNotKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.sealstream.functions..",
                        "io.sealstream.job..",
                        "io.sealstream.cli..",
                        "io.sealstream.benchmarks..")
                .check(SERDE);
    }

    @Test
    void jsonAndArchivesKnowNoFlinkAndNoKafka() {
        noClasses()
                .that()
                .resideInAnyPackage("io.sealstream.serde", "..serde.verdict", "..serde.archive")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..")
                .check(SERDE);
    }

    @Test
    void noPackageIsNamedForNothing() {
        classes()
                .should()
                .resideOutsideOfPackages("..common..", "..util..", "..impl..", "..helper..", "..manager..")
                .check(SERDE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.sealstream.(serde..)").should().beFreeOfCycles().check(SERDE);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(SERDE).isNotEmpty();
        for (JavaClass type : SERDE) {
            assertThat(type.getPackage().tryGetAnnotationOfType(NullMarked.class))
                    .as(type.getPackageName())
                    .isPresent();
        }
    }
}
