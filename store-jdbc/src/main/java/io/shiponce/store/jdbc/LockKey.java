package io.shiponce.store.jdbc;

/** Turns a name into the number of a lock, the same in every process. Without state; safe for any thread. */
final class LockKey {
    private LockKey() {}

    /** FNV-1a. */
    static long of(String name) {
        long key = 0xcbf29ce484222325L;
        for (int at = 0; at < name.length(); at++) {
            key = (key ^ name.charAt(at)) * 0x100000001b3L;
        }
        return key;
    }
}
