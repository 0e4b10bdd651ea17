package io.shiponce.internal;

import io.shiponce.store.EngineId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Names engines so that a person can find their process: host, process id and a random part. */
public final class EngineIds {
    private static final int MAX_HOST = 100;

    private EngineIds() {}

    /** A new name for an engine in this process. */
    public static EngineId ofThisProcess() {
        String host = host();
        return new EngineId((host.length() <= MAX_HOST ? host : host.substring(0, MAX_HOST)) + ":"
                + ProcessHandle.current().pid() + ":"
                + UUID.randomUUID().toString().substring(0, 8));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
