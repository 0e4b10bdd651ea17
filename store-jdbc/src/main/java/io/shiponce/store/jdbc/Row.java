package io.shiponce.store.jdbc;

import io.shiponce.store.Payload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a result's current row from left to right. Not for threads. */
final class Row {
    private final ResultSet results;
    private int last;

    Row(ResultSet results) {
        this.results = results;
    }

    /** The next row, from its first column on; false if there is none. */
    boolean next() throws SQLException {
        last = 0;
        return results.next();
    }

    void skip(int columns) {
        last += columns;
    }

    String text() throws SQLException {
        String value = textOrNull();
        if (value == null) {
            throw new SQLException("column " + last + " is null, which no store ever writes");
        }
        return value;
    }

    @Nullable
    String textOrNull() throws SQLException {
        return results.getString(++last);
    }

    int number() throws SQLException {
        return results.getInt(++last);
    }

    long longNumber() throws SQLException {
        return results.getLong(++last);
    }

    @Nullable
    Long longNumberOrNull() throws SQLException {
        long value = results.getLong(++last);
        return results.wasNull() ? null : (Long) value;
    }

    boolean flag() throws SQLException {
        return results.getBoolean(++last);
    }

    Instant time() throws SQLException {
        return Micros.toInstant(longNumber());
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        Long micros = longNumberOrNull();
        return micros == null ? null : Micros.toInstant(micros);
    }

    Duration duration() throws SQLException {
        return Micros.toDuration(longNumber());
    }

    @Nullable
    Duration durationOrNull() throws SQLException {
        Long micros = longNumberOrNull();
        return micros == null ? null : Micros.toDuration(micros);
    }

    /** Nothing where there is no row. */
    Payload bytes() throws SQLException {
        byte[] bytes = results.getBytes(++last);
        return bytes == null ? Payload.EMPTY : Payload.of(bytes);
    }
}
