/**
 * A {@link io.shiponce.store.ShipmentStore} in plain SQL, for SQLite and PostgreSQL. Start at {@link
 * io.shiponce.store.jdbc.JdbcShipmentStore}.
 *
 * <p>How it is built: a {@code Lane} hands out connections of the store's own and runs one call in one transaction on one of
 * them; a {@code Dialect} knows what differs between the databases; a {@code VerdictWriter} is the only place that changes
 * shipments and their history.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.store.jdbc;
