package io.shiponce.store.jdbc;

import io.shiponce.store.Payload;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The parameters of one statement, or of one item of a batch. Not for threads. */
final class StatementParams extends Params {
    private final PreparedStatement statement;
    private final Dialect dialect;
    private int last;

    /** From the first one on. */
    StatementParams(PreparedStatement statement, Dialect dialect) {
        this(statement, dialect, 0);
    }

    /** Behind the {@code last} that was filled in. */
    StatementParams(PreparedStatement statement, Dialect dialect, int last) {
        this.statement = statement;
        this.dialect = dialect;
        this.last = last;
    }

    int last() {
        return last;
    }

    @Override
    void put(@Nullable String storable) throws SQLException {
        if (storable == null) {
            statement.setNull(++last, Types.VARCHAR);
        } else {
            statement.setString(++last, storable);
        }
    }

    @Override
    Params number(int value) throws SQLException {
        statement.setInt(++last, value);
        return this;
    }

    @Override
    Params number(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    @Override
    Params number(@Nullable Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(++last, Types.INTEGER);
            return this;
        }
        return number(value.intValue());
    }

    @Override
    Params number(@Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(++last, Types.BIGINT);
            return this;
        }
        return number(value.longValue());
    }

    @Override
    Params flag(boolean value) throws SQLException {
        statement.setBoolean(++last, value);
        return this;
    }

    @Override
    Params bytes(Payload value) throws SQLException {
        statement.setBytes(++last, value.toByteArray());
        return this;
    }

    @Override
    Params texts(Collection<String> values) throws SQLException {
        dialect.setTexts(
                statement, ++last, values.stream().map(Params::storable).toList());
        return this;
    }
}
