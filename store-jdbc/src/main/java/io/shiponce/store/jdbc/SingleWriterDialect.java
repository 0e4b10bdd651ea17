package io.shiponce.store.jdbc;

/** One writer at a time: whoever writes has every row, and nothing is left to be locked, or left out. */
interface SingleWriterDialect extends Dialect {
    @Override
    default String lockRows() {
        return "";
    }

    @Override
    default String shareRow() {
        return "";
    }

    @Override
    default String lockFreeRows() {
        return "";
    }
}
