package io.shiponce.carrier.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
    private static final String A1 = "CREATE\tREF-A\tSIM1\t2026-12-20T10:00:00Z\n";
    private static final String A2 = "CREATE\tREF-A\tSIM2\t2026-12-20T10:00:01Z\n";
    private static final String B = "CREATE\tREF-B\tSIM3\t2026-12-20T10:00:02Z\n";
    private static final String CANCEL_A2 = "CANCEL\tREF-A\tSIM2\t2026-12-20T10:00:03Z\n";

    @TempDir
    private Path folder;

    @Test
    void aMissingFileIsEmpty() {
        assertEquals(0, Ledger.read(folder.resolve("none")).creates());
    }

    @Test
    void aCancelledRepeatIsStillADuplicate() throws IOException {
        Ledger ledger = Ledger.read(written(A1 + A2 + B + CANCEL_A2));
        assertEquals(3, ledger.creates());
        assertEquals(Set.of("REF-A", "REF-B"), ledger.distinctReferences());
        assertEquals(Set.of("REF-A"), ledger.duplicates());
        assertEquals(List.of("SIM1", "SIM2"), ledger.trackingNumbers("REF-A"));
        assertEquals(List.of(), ledger.trackingNumbers("REF-C"));
        assertEquals(Set.of("SIM2"), ledger.cancelled());
    }

    @Test
    void anUnfinishedLastLineWasNeverAnswered() throws IOException {
        assertEquals(1, Ledger.read(written(A1 + B.substring(0, 20))).creates());
    }

    @Test
    void aStrangeLineIsNamedByItsNumber() throws IOException {
        Path file = written(A1 + "CREATE\tREF-B\n" + B);
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> Ledger.read(file));
        assertTrue(refused.getMessage().contains("line 2 of " + file), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes without an end", "CREATED by hand", "\u0000"})
    void whatNoCarrierLeftIsNotCutOff(String text) throws IOException {
        Path file = written(text);
        IOException refused = assertThrows(IOException.class, () -> Book.open(file, 1, LedgerTest::number));
        assertTrue(refused.getMessage().contains(file.toString()), refused::getMessage);
        assertEquals(text, Files.readString(file));
    }

    @Test
    void whatIsNoTextOrCannotBeHadIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("picture"), new byte[] {(byte) 0xff, '\n'});
        for (Path wrong : List.of(file, folder, folder.resolve("none").resolve("ledger"))) {
            IOException refused = assertThrows(IOException.class, () -> Book.open(wrong, 1, LedgerTest::number));
            assertTrue(refused.getMessage().contains(wrong + " "), refused::getMessage);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 20, 38})
    void whateverAKilledCarrierLeftIsTaken(int written) throws IOException {
        Path file = written(A1 + B.substring(0, written));
        Book.open(file, 1, LedgerTest::number).close();
        assertEquals(A1, Files.readString(file));
    }

    @Test
    void anUnfinishedLineDoesNotSwallowTheNext() throws IOException {
        Path file = written(A1 + B.substring(0, 20));
        try (Book book = Book.open(file, 1, LedgerTest::number)) {
            assertEquals("N2", book.create("REF-C").line().trackingNumber());
        }
        assertEquals(Set.of("REF-A", "REF-C"), Ledger.read(file).distinctReferences());
    }

    @Test
    void aLedgerHasOneWriter() throws IOException {
        Path file = folder.resolve("ledger");
        try (Book book = Book.open(file, 1, LedgerTest::number)) {
            IOException refused = assertThrows(IOException.class, () -> Book.open(file, 1, LedgerTest::number));
            assertTrue(refused.getMessage().contains("another carrier"), refused::getMessage);
            book.create("REF-A");
        }
        Book.open(file, 1, LedgerTest::number).close();
    }

    private static String number(long count) {
        return "N" + count;
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("ledger"), text);
    }
}
