package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.carrier.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriersFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("CARRIER_URL", "http://localhost:7");

    @TempDir
    private Path directory;

    private ServedCarriers read(String... lines) throws IOException {
        Path file = Files.write(directory.resolve("carriers.properties"), java.util.List.of(lines));
        ServedCarriers carriers = new ServedCarriers();
        CarriersFile.read(file, CarrierLimits.ofSlots(8), ENVIRONMENT::get, carriers);
        return carriers;
    }

    private String problem(String... lines) {
        return assertThrows(IllegalArgumentException.class, () -> read(lines)).getMessage();
    }

    @Test
    void makesOneAdapterPerCarrier() throws IOException {
        try (ServedCarriers carriers = read(
                "# two accounts",
                "north.adapter = reference",
                "north.url = http://localhost:5",
                "north.level = 2",
                "south.adapter = reference",
                "south.url = env:CARRIER_URL",
                "south.slots = 3")) {
            assertEquals(Set.of("north", "south"), carriers.names());
            Recovery north = carriers.adapters().get("north").recovery();
            assertEquals(Recovery.Level.UNIQUE_REFERENCE, north.level());
            assertEquals("http://localhost:5", north.scope());
            assertEquals(
                    "http://localhost:7",
                    carriers.adapters().get("south").recovery().scope());
        }
    }

    @Test
    void eachCarrierHasItsOwnQuietHours() throws IOException {
        try (ServedCarriers carriers = read(
                "north.adapter = reference",
                "north.url = http://localhost:5",
                "north.quietHours = mon-fri 16:00-07:00",
                "north.zone = Europe/Berlin",
                "south.adapter = reference",
                "south.url = http://localhost:6")) {
            Instant mondayEvening = Instant.parse("2026-12-21T15:30:00Z");
            assertEquals(Map.of("north", Instant.parse("2026-12-22T06:00:00Z")), carriers.quietUntil(mondayEvening));
            assertEquals(Map.of(), carriers.quietUntil(Instant.parse("2026-12-21T14:30:00Z")));
        }
        String[] known = {"north.adapter = reference", "north.url = http://localhost:5"};
        assertTrue(problem(known[0], known[1], "north.quietHours = always").contains("carrier north: quiet hours"));
        assertTrue(problem(known[0], known[1], "north.quietHours = 16:00-18:00", "north.zone = Mars")
                .contains("carrier north: zone 'Mars'"));
    }

    @ParameterizedTest
    @CsvSource({
        "adapter=reference, expected a carrier's name",
        "north.=reference, expected a carrier's name",
        "north.url=http://localhost:1, adapter is missing",
        "north.adapter=raven, there is no carrier adapter named raven",
        "north.adapter=env:NOWHERE, no variable NOWHERE",
    })
    void refusesWhatItCannotUse(String line, String problem) {
        String message = problem(line);

        assertTrue(message.contains(problem), message);
        assertTrue(message.contains("carriers.properties"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "slots=2.5, slots: expected a whole number",
        "slots=0, slots must be between",
        "perSecond=fast, perSecond: expected a number",
        "doubtLimit=0, doubtLimit must be at least 1",
        "colour=red, colour",
    })
    void refusesSettingsThatCannotBe(String setting, String problem) {
        String message = problem("north.adapter=reference", "north.url=http://localhost:1", "north." + setting);

        assertTrue(message.contains("carrier north: "), message);
        assertTrue(message.contains(problem), message);
    }

    @Test
    void refusesAFileWithoutACarrier() {
        assertTrue(problem("# nothing").contains("names no carrier"));
    }

    @Test
    void saysNothingOfValues() {
        String message = problem("north.adapter=reference", "north.url=ftp://somebody:hunter2@localhost");

        assertFalse(message.contains("hunter2"), message);
    }
}
