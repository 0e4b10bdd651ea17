package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnpackedTest {
    static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        return Unpacked.of(new ByteArrayInputStream(bytes)).readAllBytes();
    }

    @Test
    void whatIsPackedIsUnpackedAndAllElseIsAsItWas() throws IOException {
        byte[] text = "{\"shop\":\"augsburg\"}\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(text, unpacked(text));
        assertArrayEquals(text, unpacked(packed(text)));
        assertArrayEquals(new byte[0], unpacked(packed(new byte[0])));
    }

    @Test
    void shortStreamsAreAsTheyWere() throws IOException {
        for (byte[] few : new byte[][] {{}, {'{'}, {0x1F}, {0x1F, 'x'}, {'x', (byte) 0x8B}, {'{', '}'}}) {
            assertArrayEquals(few, unpacked(few));
        }
    }

    /** Two files packed one after the other, as {@code cat} makes them, are one. */
    @Test
    void partsThatFollowEachOtherAreOne() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(packed(new byte[] {'a'}));
        both.writeBytes(packed(new byte[] {'b'}));
        assertEquals("ab", new String(unpacked(both.toByteArray()), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsCutOffOrDamagedIsNotTakenForTheWhole() throws IOException {
        byte[] packed = packed("{\"shop\":\"augsburg\"}\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> unpacked(Arrays.copyOf(packed, packed.length - 1)));
        assertThrows(IOException.class, () -> unpacked(new byte[] {0x1F, (byte) 0x8B}));
        packed[packed.length - 6] ^= 1;
        assertThrows(IOException.class, () -> unpacked(packed));
    }
}
