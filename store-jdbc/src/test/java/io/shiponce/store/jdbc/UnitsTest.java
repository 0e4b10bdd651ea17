package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** The small parts that need no database. */
class UnitsTest {

    @Property
    void everyMicrosecondComesBack(@ForAll long micros) {
        assertEquals(micros, Micros.of(Micros.toInstant(micros)));
    }

    @Property
    void whatIsStoredIsWellFormedAndStaysAsItIsIfItWas(@ForAll String text) {
        String storable = Params.storable(text);
        assertTrue(storable.indexOf('\0') < 0);
        assertEquals(storable, new String(storable.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertEquals(storable, Params.storable(storable));
        String kept = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (kept.equals(text) && text.indexOf('\0') < 0) {
            assertEquals(text, storable);
        }
    }

    @Test
    void timesBeyondAllBoundsAreMovedToThem() {
        assertEquals(Long.MAX_VALUE, Micros.of(Instant.MAX));
        assertEquals(Long.MIN_VALUE, Micros.of(Instant.MIN));
        assertEquals(-1, Micros.of(Instant.EPOCH.minusNanos(1)));
        assertEquals(1_500_000, Micros.of(Duration.ofMillis(1_500)));
        assertTrue(Micros.of(Duration.ofSeconds(Long.MAX_VALUE)) > 0);
    }

    @Test
    void aDeadlineEnds() {
        assertTrue(Deadline.in(Duration.ZERO).isOver());
        assertEquals(0, Deadline.in(Duration.ofSeconds(-1)).millisLeft());
        assertTrue(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE)).millisLeft() > 1_000_000);
    }

    @Test
    void aScriptIsWithoutCommentsCutIntoStatements() {
        String script = "-- head; not run\nCREATE a (\n x); -- tail\n\n-- why\nCREATE b;\n";
        assertEquals(List.of("CREATE a (\n x)", "CREATE b"), Schema.split(script));
    }

    @Test
    void namesGoWhereTheyBelong() {
        Names plain = new Names("", "p_");
        assertEquals("SELECT p_a USE INDEX (p_a_b)", plain.fill("SELECT {a} USE INDEX ({index a_b})"));
        Names named = new Names("shop", "p_");
        assertEquals("SELECT shop.p_a USE INDEX (p_a_b)", named.fill("SELECT {a} USE INDEX ({index a_b})"));
    }

    @Test
    void everySchemaFileHoldsEveryTableOnce() {
        Names names = new Names("", "p_");
        for (Dialect dialect :
                List.of(new SqliteDialect(), new PostgresDialect(), new MariaDbDialect(), new H2Dialect())) {
            List<String> statements = Schema.PRESENT.statements(dialect, names, 1);
            for (String table : new Statements(dialect, names).tables()) {
                assertEquals(
                        1,
                        statements.stream()
                                .filter(sql -> sql.matches("(?s)CREATE TABLE (IF NOT EXISTS )?p_" + table + " .*"))
                                .count(),
                        table);
            }
            assertTrue(statements.get(statements.size() - 1).matches("(?s)INSERT (IGNORE )?INTO p_meta .*"));
        }
    }

    @Test
    void addressesAreShownWithoutSecrets() {
        assertEquals("jdbc:postgresql://host/db", Dialect.shown("jdbc:postgresql://ann:pw@host/db?password=x"));
        assertEquals("jdbc:h2:file:./db", Dialect.shown("jdbc:h2:file:./db;USER=ann;PASSWORD=x"));
    }

    @Test
    void whatAnOverlapHasLeftOverIsClosedAfterAWhile() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Connection one = Mockito.mock();
        Connection two = Mockito.mock();
        Session first = session(one);
        Session second = session(two);
        try (IdleSessions idle = new IdleSessions(nanos::get)) {
            idle.giveBack(first);
            idle.giveBack(second);
            nanos.addAndGet(IdleSessions.KEPT.toNanos());
            assertEquals(second, idle.take(), "the one used last");
            idle.giveBack(second);
            Mockito.verify(one, Mockito.never()).close();
            nanos.incrementAndGet();

            assertEquals(second, idle.take());
            idle.giveBack(second);

            Mockito.verify(one).close();
            Mockito.verify(two, Mockito.never()).close();
        }
        Mockito.verify(two).close();
    }

    private static Session session(Connection connection) {
        Dialect dialect = new SqliteDialect();
        return new Session(
                connection,
                new StoreConfig(dialect, new Statements(dialect, new Names("", "x_")), Duration.ZERO, null),
                null);
    }
}
