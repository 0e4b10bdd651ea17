package io.shiponce.store.jdbc;

import io.shiponce.store.Payload;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of many items in one statement: each is an array, the column of what all items have there. All items must have
 * parameters of the same kinds. Not for threads.
 */
final class ColumnParams extends Params {
    private final List<Column> columns = new ArrayList<>();
    private int last;

    private enum Kind {
        TEXT("text"),
        INTEGER("int4"),
        BIGINT("int8"),
        BOOLEAN("bool"),
        BYTES("bytea");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** The driver tells arrays apart by what they are made of. */
        private Object[] array(List<@Nullable Object> values) {
            return switch (this) {
                case TEXT -> values.toArray(String[]::new);
                case INTEGER -> values.toArray(Integer[]::new);
                case BIGINT -> values.toArray(Long[]::new);
                case BOOLEAN -> values.toArray(Boolean[]::new);
                case BYTES -> values.toArray(byte[][]::new);
            };
        }
    }

    private record Column(Kind kind, List<@Nullable Object> values) {}

    static <T> ColumnParams of(Collection<T> items, Session.ItemBinding<T> binding) throws SQLException {
        ColumnParams params = new ColumnParams();
        for (T item : items) {
            params.last = 0;
            binding.bind(params, item);
        }
        return params;
    }

    /** Behind the last parameter that was filled in; returns which is the last one now. */
    int bindTo(PreparedStatement statement, int behind) throws SQLException {
        int index = behind;
        for (Column column : columns) {
            Object[] values = column.kind().array(column.values());
            statement.setArray(++index, statement.getConnection().createArrayOf(column.kind().type, values));
        }
        return index;
    }

    private Params put(Kind kind, @Nullable Object value) {
        if (last == columns.size()) {
            columns.add(new Column(kind, new ArrayList<>()));
        }
        columns.get(last++).values().add(value);
        return this;
    }

    @Override
    void put(@Nullable String storable) {
        put(Kind.TEXT, storable);
    }

    @Override
    Params number(int value) {
        return put(Kind.INTEGER, value);
    }

    @Override
    Params number(long value) {
        return put(Kind.BIGINT, value);
    }

    @Override
    Params number(@Nullable Integer value) {
        return put(Kind.INTEGER, value);
    }

    @Override
    Params number(@Nullable Long value) {
        return put(Kind.BIGINT, value);
    }

    @Override
    Params flag(boolean value) {
        return put(Kind.BOOLEAN, value);
    }

    @Override
    Params bytes(Payload value) {
        return put(Kind.BYTES, value.toByteArray());
    }

    @Override
    Params texts(Collection<String> values) {
        throw new UnsupportedOperationException("a list in a list");
    }
}
