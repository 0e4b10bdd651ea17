package io.shiponce.spring;

import io.shiponce.store.StoreRefusedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why an application does not start on its store, and what to do. Stateless. */
final class StoreRefusedAnalyzer extends AbstractFailureAnalyzer<StoreRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreRefusedException cause) {
        return new FailureAnalysis(
                "ShipOnce's store cannot be used as it is: " + cause.getMessage(), action(cause.reason()), cause);
    }

    private static String action(StoreRefusedException.Reason reason) {
        return switch (reason) {
            case SCHEMA ->
                "Set shiponce.store.migrate=true, or run the schema's script yourself; see docs/schema.md."
                        + " A store of a newer version needs a newer ShipOnce.";
            case NOT_DURABLE ->
                "Change the named setting of the database. A store that loses commits sends parcels twice;"
                        + " for tests without a carrier there is shiponce.dispatch.allow-unsafe-store=true.";
            case INSTALLATION ->
                "Set shiponce.installation to the store's, or give this installation a store of its own"
                        + " (another database, or another shiponce.store.table-prefix).";
            case UNREACHABLE, UNSUPPORTED ->
                "Check shiponce.store.url or the data source, and that its JDBC driver is on"
                        + " the class path; see docs/operate.md for the databases.";
            case READ_ONLY -> "Connect to the primary server, as a user who may write.";
        };
    }
}
