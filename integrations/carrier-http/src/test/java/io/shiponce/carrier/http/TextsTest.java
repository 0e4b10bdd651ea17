package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void aSpaceIsNoPlus() {
        assertEquals("a%20b%2Bc%26%2F%C3%A4", Texts.encoded("a b+c&/ä"));
    }

    @Test
    void halfASurrogatePairIsNoText() throws CharacterCodingException {
        assertArrayEquals("Ä😀".getBytes(StandardCharsets.UTF_8), Texts.utf8("Ä😀"));
        assertThrows(CharacterCodingException.class, () -> Texts.utf8("Ada \ud83d"));
    }
}
