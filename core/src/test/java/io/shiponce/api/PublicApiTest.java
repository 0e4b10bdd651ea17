package io.shiponce.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.DispatchEngine;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.ShipmentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What others compile against changes on purpose only: {@code src/test/resources/api} has it as text, and a change of it is a change
 * of that file, which can be seen (docs/decisions/0022).
 */
class PublicApiTest {
    private static final Path FILES = Path.of("src/test/resources/api");
    private static final Path PRESENT = Path.of("target/api");

    /** All that can be said of a type, for the test of the listing. */
    public sealed interface Sample<T extends Comparable<T>> permits SampleRecord, SampleEnum {
        String WORD = "word";

        <E extends Exception> List<? super T> all(Class<E> kind, int[] numbers) throws E, IOException;

        default void added() {}
    }

    /** One of the two. */
    public record SampleRecord(List<String> names, long count) implements Sample<Integer> {
        @Override
        public <E extends Exception> List<? super Integer> all(Class<E> kind, int[] numbers) {
            return List.of();
        }

        void ours() {}
    }

    /** The other. */
    public enum SampleEnum implements Sample<Integer> {
        ONE;

        @Override
        public <E extends Exception> List<? super Integer> all(Class<E> kind, int[] numbers) {
            return List.of();
        }
    }

    @Test
    void carrierSpi() throws IOException {
        compare("carrier-spi", CarrierAdapter.class);
    }

    @Test
    void storeSpi() throws IOException {
        compare("store-spi", ShipmentStore.class);
    }

    @Test
    void core() throws IOException {
        compare("core", DispatchEngine.class);
    }

    private static void compare(String module, Class<?> one) throws IOException {
        Files.createDirectories(PRESENT);
        Path present = PRESENT.resolve(module + ".txt");
        String api = PublicApi.ofModuleWith(one);
        Files.writeString(present, api);
        assertEquals(
                Files.readString(FILES.resolve(module + ".txt")),
                api,
                "the public API of " + module + " changed. If that is meant, and UPGRADING.md allows it: cp core/"
                        + present + " core/" + FILES);
    }

    @Test
    void everyPartOfATypeIsListed() {
        String name = PublicApiTest.class.getName();
        assertEquals("""
                public abstract static sealed interface %1$s$Sample<T extends Comparable<T>> permits %1$s$SampleEnum, %1$s$SampleRecord
                    public abstract <E extends Exception> java.util.List<? super T> all(Class<E>, int[]) throws E, java.io.IOException
                    public default void added()
                    public static final String WORD
                """.formatted(name), PublicApi.of(Sample.class));
        String record = PublicApi.of(SampleRecord.class);
        assertTrue(
                record.startsWith(
                        "public static final record " + name + "$SampleRecord(java.util.List<String> names, long count)"
                                + " extends Record implements " + name + "$Sample<Integer>\n"),
                record);
        assertTrue(record.contains("\n    public new(java.util.List<String>, long)\n"), record);
        assertFalse(record.contains("ours"), record);
        assertTrue(PublicApi.of(SampleEnum.class).contains("\n    public static final " + name + "$SampleEnum ONE\n"));
    }

    @Test
    void whatIsInternalIsNotListed() throws IOException {
        assertFalse(PublicApi.ofModuleWith(DispatchEngine.class).contains("io.shiponce.internal."));
    }
}
