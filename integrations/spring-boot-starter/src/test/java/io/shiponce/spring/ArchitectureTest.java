package io.shiponce.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** It is no module, so the compiler lets it see what core does not export. */
class ArchitectureTest {
    @Test
    void theStarterUsesWhatIsPublic() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.shiponce.internal..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.shiponce.spring"));
    }
}
