package io.shiponce.store.jdbc;

import io.shiponce.store.Payload;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Takes a statement's parameters from left to right. Not for threads. */
abstract sealed class Params permits StatementParams, ColumnParams {
    private static final int REPLACEMENT = '\uFFFD';

    final Params text(@Nullable String value) throws SQLException {
        put(value == null ? null : storable(value));
        return this;
    }

    final Params name(@Nullable Enum<?> value) throws SQLException {
        put(value == null ? null : value.name());
        return this;
    }

    abstract Params number(int value) throws SQLException;

    abstract Params number(long value) throws SQLException;

    abstract Params number(@Nullable Integer value) throws SQLException;

    abstract Params number(@Nullable Long value) throws SQLException;

    abstract Params flag(boolean value) throws SQLException;

    final Params time(@Nullable Instant value) throws SQLException {
        return number(value == null ? null : (Long) Micros.of(value));
    }

    final Params time(@Nullable Duration value) throws SQLException {
        return number(value == null ? null : (Long) Micros.of(value));
    }

    abstract Params bytes(Payload value) throws SQLException;

    /** A whole list in one parameter: see {@link Dialect#inTexts}. */
    abstract Params texts(Collection<String> values) throws SQLException;

    /** A text that can be stored. */
    abstract void put(@Nullable String storable) throws SQLException;

    /**
     * Replaces what no database keeps as text: the character 0 and halves of surrogate pairs. Evidence is never refused (S6),
     * so a carrier's odd answer must not make its settlement unstorable.
     */
    static String storable(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == 0 || Character.isSurrogate(text.charAt(at))) {
                return text.codePoints()
                        .map(point -> isStorable(point) ? point : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
    }
}
