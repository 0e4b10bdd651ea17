package io.shiponce;

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

    /**
     * Whether a process of this number runs on this very machine: perhaps it, perhaps another one since. False proves nothing where
     * the host is another one.
     */
    public boolean runsHere() {
        return isOnThisHost()
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private boolean isOnThisHost() {
        try {
            return host.equals(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
