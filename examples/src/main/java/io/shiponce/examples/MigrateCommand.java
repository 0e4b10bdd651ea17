package io.shiponce.examples;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate}: applies the store's schema, or prints it. For one thread; harmless if repeated, also at the same time. */
@Command(name = "migrate", description = "Applies the store's schema.", sortOptions = false)
final class MigrateCommand extends ProgramCommand {
    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--print", description = "Prints the statements for a new database instead, and touches nothing.")
    private boolean print;

    @Override
    public Integer call() {
        if (print) {
            String script = store.migrationScript(StoreCommand.CALL_TIMEOUT);
            result(object().put("script", script), script.stripTrailing());
        } else {
            store.migrate(StoreCommand.CALL_TIMEOUT);
            result(object().put("migrated", true), "The schema is in place.");
        }
        return Exit.DONE;
    }
}
