package io.shiponce.orders;

import org.jspecify.annotations.Nullable;

/** Texts as addresses and goods need them. Stateless; safe for any thread. */
final class Texts {
    private Texts() {}

    /** Both with a space between them, or the one that there is; null if there is none. */
    static @Nullable String join(@Nullable String first, @Nullable String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + ' ' + second;
    }

    /** At most so many characters, none of them half of a pair. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** Whether no surrogate stands alone: as bytes it would be a question mark. */
    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
