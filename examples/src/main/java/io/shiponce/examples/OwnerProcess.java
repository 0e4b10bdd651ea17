package io.shiponce.examples;

import io.shiponce.store.EngineId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The process that an engine's name tells of. Immutable and safe for any thread. */
public record OwnerProcess(String host, long pid) {

    /** Reads it from {@code host:pid:random}; empty for an engine that names itself in another way. */
    public static Optional<OwnerProcess> of(EngineId engine) {
        String[] parts = engine.value().split(":");
        if (parts.length != 3 || !parts[1].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new OwnerProcess(parts[0], Long.parseLong(parts[1])));
    }

    /** A warning if a process of this number runs on this very machine; empty if not, or if nobody can tell from here. */
    static String stillRunning(EngineId engine) {
        return of(engine)
                .filter(OwnerProcess::isOnThisHost)
                .flatMap(process -> ProcessHandle.of(process.pid()))
                .filter(ProcessHandle::isAlive)
                .map(process -> "; CAREFUL: a process " + process.pid() + " runs on this machine right now")
                .orElse("");
    }

    private boolean isOnThisHost() {
        try {
            return host.equals(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
