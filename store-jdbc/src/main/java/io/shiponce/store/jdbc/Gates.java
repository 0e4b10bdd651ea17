package io.shiponce.store.jdbc;

import io.shiponce.store.ExchangeId;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What takes the place of locks where each node of a cluster knows only its own. A cluster certifies at commit that nobody else
 * has written the same row since: of two that write a gate at the same time, on whichever nodes, one is undone. So
 *
 * <ul>
 *   <li>a writer goes through one of {@value #WRITERS} gates, and who must be alone through all of them: writers meet rarely,
 *       and nobody is under way beside the one who is alone;
 *   <li>an exchange, and who asks for its claims, go through the gate of that exchange (S9).
 * </ul>
 *
 * <p>Without state; safe for any thread.
 */
final class Gates {
    private static final int WRITERS = 64;
    private static final int EXCHANGES = 64;

    private static final String PASS = "UPDATE {gate} SET passed = passed + 1 WHERE gate = ?";
    private static final String CLOSE = "UPDATE {gate} SET passed = passed + 1 WHERE gate < ? ORDER BY gate";

    private Gates() {}

    static void write(Session session) throws SQLException {
        pass(session, ThreadLocalRandom.current().nextInt(WRITERS));
    }

    static void alone(Session session) throws SQLException {
        update(session, CLOSE, WRITERS, WRITERS);
    }

    static void exchange(Session session, ExchangeId exchange) throws SQLException {
        pass(session, WRITERS + (int) Math.floorMod(LockKey.of(exchange.value()), (long) EXCHANGES));
    }

    private static void pass(Session session, int gate) throws SQLException {
        update(session, PASS, gate, 1);
    }

    private static void update(Session session, String sql, int gate, int expected) throws SQLException {
        int rows = session.update(session.sql().sql(sql), params -> params.number(gate));
        if (rows != expected) {
            throw new SQLException("the table " + session.sql().names().table("gate") + " lacks rows (" + rows
                    + " were there, expected " + expected + "): restore it from a backup, all tables together");
        }
    }
}
