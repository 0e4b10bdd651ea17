package io.shiponce.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the modules: from user to used, and no others. */
class ArchitectureTest {
    private static final String CARRIER = "io.shiponce.carrier";
    private static final String STORE = "io.shiponce.store";
    private static final String JDBC = "io.shiponce.store.jdbc..";
    private static final String CORE = "io.shiponce";
    private static final String INTERNAL = "io.shiponce.internal..";
    private static final String TESTKIT = "io.shiponce.testkit..";
    private static final String EXAMPLES = "io.shiponce.examples..";
    private static final String CARRIER_HTTP = "io.shiponce.carrier.http..";
    private static final String DHL = "io.shiponce.carrier.dhl..";
    private static final String SIMULATED = "io.shiponce.carrier.simulated..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.shiponce");

    @Test
    void theCarrierSpiKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage(CARRIER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, JDBC, CORE, INTERNAL, TESTKIT, EXAMPLES)
                .check(CLASSES);
    }

    @Test
    void theStoreSpiKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CARRIER, JDBC, CORE, INTERNAL, TESTKIT, EXAMPLES)
                .check(CLASSES);
    }

    @Test
    void coreKnowsTheTwoSpisAndNeitherDatabasesNorHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE, INTERNAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        JDBC,
                        TESTKIT,
                        EXAMPLES,
                        "java.sql..",
                        "javax.sql..",
                        "java.net.http..",
                        "com.sun.net.httpserver..")
                .check(CLASSES);
    }

    @Test
    void jacksonDoesNotShowInCoresPublicTypes() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .and()
                .arePublic()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void theJdbcStoreKnowsTheStoreSpiOnly() {
        noClasses()
                .that()
                .resideInAPackage(JDBC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CARRIER, CORE, INTERNAL, TESTKIT, EXAMPLES, "org.sqlite..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void theTestKitKnowsTheTwoSpisOnly() {
        noClasses()
                .that()
                .resideInAPackage(TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JDBC, CORE, INTERNAL, EXAMPLES)
                .check(CLASSES);
    }

    @Test
    void whatHttpAdaptersShareKnowsTheCarrierSpiOnly() {
        noClasses()
                .that()
                .resideInAPackage(CARRIER_HTTP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, JDBC, CORE, INTERNAL, TESTKIT, EXAMPLES, SIMULATED, "com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void theAdapterForDhlKnowsTheCarrierSpiAndWhatAdaptersShare() {
        noClasses()
                .that()
                .resideInAPackage(DHL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, JDBC, CORE, INTERNAL, TESTKIT, EXAMPLES, SIMULATED)
                .check(CLASSES);
    }

    @Test
    void theSimulatedCarriersKnowNobody() {
        noClasses()
                .that()
                .resideInAPackage(SIMULATED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CARRIER, CARRIER_HTTP, STORE, JDBC, CORE, INTERNAL, TESTKIT, EXAMPLES)
                .check(CLASSES);
    }

    @Test
    void theCarrierSpiDoesNotKnowItsAdapters() {
        noClasses()
                .that()
                .resideInAPackage(CARRIER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.shiponce.carrier.*..")
                .check(CLASSES);
    }

    @Test
    void theExamplesUseWhatIsPublic() {
        noClasses()
                .that()
                .resideInAPackage(EXAMPLES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsThere() {
        // A rule about a package that is not on the class path would pass without looking at anything.
        for (String name :
                new String[] {CARRIER, STORE, JDBC, CORE, INTERNAL, EXAMPLES, CARRIER_HTTP, SIMULATED, DHL}) {
            classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .beTopLevelClasses()
                    .orShould()
                    .notBeTopLevelClasses()
                    .check(CLASSES);
        }
    }
}
