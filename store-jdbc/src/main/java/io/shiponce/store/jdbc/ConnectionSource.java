package io.shiponce.store.jdbc;

import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the store's own connections come from. Safe for any thread. */
interface ConnectionSource {

    /** Within the deadline, as far as that is not the driver's own affair. */
    Connection connect(Deadline deadline) throws SQLException;

    /** The database, without secrets. */
    String shown();

    /** Refuses an address that cannot work. */
    void check(boolean exists);

    /** What is at the other end. */
    Dialect dialect(Deadline deadline) throws SQLException;

    /** By the address in the settings. */
    static ConnectionSource ofUrl(StoreSettings settings) {
        Dialect dialect = Dialect.ofUrl(settings.url());
        if (dialect == null) {
            throw Dialect.unsupported(Dialect.shown(settings.url()));
        }
        return new OfUrl(settings, dialect);
    }

    /** The caller's. */
    static ConnectionSource of(DataSource dataSource, StoreSettings settings) {
        return new OfDataSource(dataSource, settings);
    }

    /** Asks the driver manager. */
    record OfUrl(StoreSettings settings, Dialect dialect) implements ConnectionSource {
        private static final String NO_DRIVER = "08001";

        @Override
        public Dialect dialect(Deadline deadline) {
            return dialect;
        }

        @Override
        public Connection connect(Deadline deadline) throws SQLException {
            try {
                return DriverManager.getConnection(settings.url(), driverProperties());
            } catch (SQLException e) {
                if (NO_DRIVER.equals(e.getSQLState()) && isDriverMissing()) {
                    throw new StoreRefusedException(
                            StoreRefusedException.Reason.UNREACHABLE,
                            "there is no JDBC driver for " + shown() + ": put it on the class path",
                            e);
                }
                throw e;
            }
        }

        private boolean isDriverMissing() {
            try {
                DriverManager.getDriver(settings.url());
                return false;
            } catch (SQLException e) {
                return true;
            }
        }

        private Properties driverProperties() {
            Properties properties = dialect.driverProperties(settings.callTimeout());
            copy("user", properties);
            copy("password", properties);
            return properties;
        }

        private void copy(String name, Properties properties) {
            String value = settings.properties().get(name);
            if (value != null) {
                properties.setProperty(name, value);
            }
        }

        @Override
        public String shown() {
            return Dialect.shown(settings.url());
        }

        @Override
        public void check(boolean exists) {
            dialect.checkUrl(settings.url(), exists);
        }
    }

    /** Asks a data source that the caller has made. */
    final class OfDataSource implements ConnectionSource {
        private final OwnThread dataSource;
        private final StoreSettings settings;
        private @Nullable Dialect dialect;

        OfDataSource(DataSource dataSource, StoreSettings settings) {
            this.dataSource = new OwnThread(dataSource);
            this.settings = settings;
        }

        @Override
        public Connection connect(Deadline deadline) throws SQLException {
            return dataSource.connect(deadline);
        }

        @Override
        public String shown() {
            return Dialect.shown(settings.url());
        }

        @Override
        public void check(boolean exists) {
            // Only the database knows.
        }

        @Override
        public synchronized Dialect dialect(Deadline deadline) throws SQLException {
            if (dialect == null) {
                try (Connection connection = connect(deadline)) {
                    dialect = Dialect.of(connection.getMetaData().getDatabaseProductName());
                }
            }
            return dialect;
        }
    }
}
