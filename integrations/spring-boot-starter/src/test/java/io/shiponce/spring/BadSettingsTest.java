package io.shiponce.spring;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.StoreRefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What cannot be used keeps the application from starting, and the message names the setting and what was expected. */
class BadSettingsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shiponce.installation=                       | shiponce.installation must be set
            shiponce.installation=123456789012345678901234567890123456789012345678901 | installation must
            shiponce.dispatch.claim-ttl=5s               | shiponce.dispatch: a send cannot finish within its claim: claim-ttl must be at least 1.1 times timeout
            shiponce.dispatch.quiet=10s                  | shiponce.dispatch: quiet must be at least claim-ttl
            shiponce.dispatch.timeout=0s                 | shiponce.dispatch: timeout must be positive
            shiponce.dispatch.timeout=soon               | shiponce.dispatch.timeout
            shiponce.dispatch.poll-interval=-1s          | shiponce.dispatch: pollInterval must be positive
            shiponce.dispatch.close-timeout=0s           | shiponce.dispatch: closeTimeout must be positive
            shiponce.dispatch.max-attempts=0             | shiponce.dispatch: maxAttempts must be at least 1
            shiponce.dispatch.automatic=maybe            | shiponce.dispatch.automatic
            shiponce.dispatch.timout=5s                  | shiponce.dispatch.timout
            shiponce.store.call-timeout=11s              | shiponce.store.call-timeout must be at most a third of shiponce.dispatch.claim-ttl
            shiponce.dispatch.claim-ttl=6s               | shiponce.store.call-timeout must be at most a third of shiponce.dispatch.claim-ttl
            shiponce.store.call-timeout=0s               | callTimeout must be positive
            shiponce.store.data-source=pool              | shiponce.store.url and shiponce.store.data-source are both set
            shiponce.store.url=jdbc:nosuch:thing         | no store understands this address
            shiponce.store.table-prefix=x y              | tablePrefix
            shiponce.carriers.reference.slots=0          | shiponce.carriers.reference: slots must be between 1 and 10000, was 0
            shiponce.carriers.reference.per-second=0     | shiponce.carriers.reference: perSecond must be above 0
            shiponce.carriers.reference.doubt-limit=0    | shiponce.carriers.reference: doubtLimit must be at least 1
            shiponce.carriers.reference.solts=3          | solts
            shiponce.carriers.reference.quiet-hours=16:00-07:00 | shiponce.carriers.reference.quiet-hours and shiponce.carriers.reference.zone belong together
            shiponce.carriers.reference.zone=Europe/Berlin | shiponce.carriers.reference.quiet-hours and shiponce.carriers.reference.zone belong together
            shiponce.carriers.reference.quiet-hours=16:00-07:00, shiponce.carriers.reference.zone=Mars/Base | shiponce.carriers.reference: zone 'Mars/Base': expected a time zone like Europe/Berlin
            shiponce.carriers.reference.quiet-hours=at night, shiponce.carriers.reference.zone=UTC | shiponce.carriers.reference: quiet hours 'at night': expected days and times like mon-fri 16:00-07:00
            shiponce.carriers.reference.quiet-hours=16:00-25:00, shiponce.carriers.reference.zone=UTC | expected times from 00:00 to 24:00
            shiponce.carriers.reference.quiet-hours=00:00-24:00, shiponce.carriers.reference.zone=UTC | shiponce.carriers.reference: the quiet hours leave no time of the week to send in
            shiponce.carriers.dhl.slots=3                | shiponce.carriers.dhl: there is no CarrierAdapter bean named dhl; there are: [reference]
            shiponce.carriers.dhl.bean=nobody            | there is no CarrierAdapter bean named nobody
            shiponce.carriers.dhl.settings.level=1       | shiponce.carriers.dhl.settings are for shiponce.carriers.dhl.adapter
            shiponce.carriers.dhl.adapter=nosuch         | shiponce.carriers.dhl: there is no carrier adapter named nosuch; there are: [made]
            shiponce.carriers.dhl.adapter=made           | shiponce.carriers.dhl: level must be set
            shiponce.carriers.reference.adapter=made, shiponce.carriers.reference.settings.level=1 | carrier reference has two adapters
            shiponce.carriers.dhl.adapter=made, shiponce.carriers.dhl.bean=reference | are both set
            """)
    void aBadSettingIsNamed(String settings, String expected) {
        assertFails(Shop.at(directory).withPropertyValues(settings.split(", ")), expected);
    }

    /** Spring Boot shows the message of the first cause of all, and no other. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shiponce.dispatch.claim-ttl=5s            | shiponce.dispatch: a send cannot finish within its claim: claim-ttl must be
            shiponce.dispatch.max-attempts=0          | shiponce.dispatch: maxAttempts
            shiponce.carriers.reference.slots=0       | shiponce.carriers.reference: slots
            shiponce.carriers.reference.quiet-hours=16:00-07:00, shiponce.carriers.reference.zone=Mars/Base | shiponce.carriers.reference: zone
            """)
    void theMessageThatPeopleAreShownNamesTheSetting(String settings, String expected) {
        Shop.at(directory).withPropertyValues(settings.split(", ")).run(context -> {
            Throwable first = context.getStartupFailure();
            assertNotNull(first, "it started");
            while (first.getCause() != null) {
                first = first.getCause();
            }
            String shown = String.valueOf(first.getMessage());
            assertTrue(shown.contains(expected), shown);
        });
    }

    @Test
    void withoutAnInstallationNothingStarts() {
        assertFails(
                Shop.bare()
                        .withUserConfiguration(Shop.WithCarrier.class)
                        .withPropertyValues("shiponce.store.url=" + Shop.url(directory)),
                "shiponce.installation must be set");
    }

    @Test
    void withoutAPlaceForShipmentsNothingStarts() {
        assertFails(
                Shop.bare()
                        .withUserConfiguration(Shop.WithCarrier.class)
                        .withPropertyValues("shiponce.installation=test"),
                "set shiponce.store.url");
    }

    @Test
    void aDataSourceThatIsNotThereIsNamed() {
        assertFails(
                Shop.bare()
                        .withUserConfiguration(Shop.WithCarrier.class)
                        .withPropertyValues("shiponce.installation=test", "shiponce.store.data-source=pool"),
                "there is no DataSource bean named pool; there are: []");
    }

    @Test
    void aUserWithoutAnAddressIsRefused() {
        assertFails(
                Shop.bare()
                        .withUserConfiguration(Shop.WithCarrier.class)
                        .withPropertyValues("shiponce.installation=test", "shiponce.store.password=geheim"),
                "belong to shiponce.store.url");
    }

    @Test
    void automaticWithoutACarrierIsRefused() {
        ApplicationContextRunner none = Shop.bare()
                .withPropertyValues(
                        "shiponce.installation=test",
                        "shiponce.store.url=" + Shop.url(directory),
                        "shiponce.store.migrate=true");
        assertFails(none, "nothing can be sent: there is no CarrierAdapter bean");
        none.withPropertyValues("shiponce.dispatch.automatic=false")
                .run(context -> assertTrue(context.isRunning(), "one that only accepts"));
    }

    @Test
    void whatTheEnvironmentHoldsBesideIsNoTypingError() {
        Shop.at(directory)
                .withSystemProperties("shiponce.jar=elsewhere")
                .run(context -> assertTrue(context.isRunning()));
    }

    @Test
    void aRefusedStoreSaysWhatToDo() {
        Shop.at(directory).withPropertyValues("shiponce.store.migrate=false").run(context -> {
            FailureAnalysis analysis = new StoreRefusedAnalyzer().analyze(context.getStartupFailure());
            assertNotNull(analysis, () -> String.valueOf(context.getStartupFailure()));
            assertTrue(analysis.getAction().contains("shiponce.store.migrate=true"), analysis.getAction());
            assertTrue(analysis.getDescription().contains("run the migration"), analysis.getDescription());
        });
        Shop.at(directory).run(context -> assertTrue(context.isRunning()));
        Shop.at(directory).withPropertyValues("shiponce.installation=another").run(context -> {
            FailureAnalysis analysis = new StoreRefusedAnalyzer().analyze(context.getStartupFailure());
            assertTrue(analysis.getAction().contains("shiponce.installation"), analysis.getAction());
        });
        for (StoreRefusedException.Reason reason : StoreRefusedException.Reason.values()) {
            StoreRefusedException refused = new StoreRefusedException(reason, "as it is");
            assertTrue(new StoreRefusedAnalyzer().analyze(refused).getAction().endsWith("."), reason.name());
        }
    }

    private static void assertFails(ApplicationContextRunner application, String expected) {
        application.run(context -> {
            Throwable failure = context.getStartupFailure();
            assertNotNull(failure, "it started");
            StringBuilder all = new StringBuilder();
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                all.append(cause.getMessage()).append('\n');
            }
            assertTrue(all.toString().contains(expected), all::toString);
            assertTrue(!all.toString().contains("geheim"), "the password is not shown");
        });
    }
}
