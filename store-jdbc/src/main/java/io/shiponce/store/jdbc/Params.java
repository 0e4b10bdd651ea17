package io.shiponce.store.jdbc;

import io.shiponce.store.Payload;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Fills a statement's parameters from left to right. Not for threads. */
final class Params {
    private static final int REPLACEMENT = '\uFFFD';

    private final PreparedStatement statement;
    private final Dialect dialect;
    private int last;

    Params(PreparedStatement statement, Dialect dialect) {
        this.statement = statement;
        this.dialect = dialect;
    }

    Params text(@Nullable String value) throws SQLException {
        if (value == null) {
            statement.setNull(++last, Types.VARCHAR);
        } else {
            statement.setString(++last, storable(value));
        }
        return this;
    }

    Params name(@Nullable Enum<?> value) throws SQLException {
        return text(value == null ? null : value.name());
    }

    Params number(int value) throws SQLException {
        statement.setInt(++last, value);
        return this;
    }

    Params number(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    Params number(@Nullable Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(++last, Types.INTEGER);
            return this;
        }
        return number(value.intValue());
    }

    Params number(@Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(++last, Types.BIGINT);
            return this;
        }
        return number(value.longValue());
    }

    Params flag(boolean value) throws SQLException {
        statement.setBoolean(++last, value);
        return this;
    }

    Params time(@Nullable Instant value) throws SQLException {
        return number(value == null ? null : (Long) Micros.of(value));
    }

    Params time(@Nullable Duration value) throws SQLException {
        return number(value == null ? null : (Long) Micros.of(value));
    }

    Params bytes(Payload value) throws SQLException {
        statement.setBytes(++last, value.toByteArray());
        return this;
    }

    /** A whole list in one parameter: see {@link Dialect#inTexts}. */
    Params texts(Collection<String> values) throws SQLException {
        dialect.setTexts(
                statement, ++last, values.stream().map(Params::storable).toList());
        return this;
    }

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
