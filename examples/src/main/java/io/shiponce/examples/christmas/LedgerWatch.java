package io.shiponce.examples.christmas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Counts the lines of a growing ledger, reading only what is new: cheap enough to be asked all the time. For one thread. */
final class LedgerWatch implements AutoCloseable {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private long lines;

    LedgerWatch(Path ledger) {
        try {
            file = FileChannel.open(ledger, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new ReplayException("cannot read the ledger " + ledger, e);
        }
    }

    /** How many consignments the carrier has executed by now. */
    long executed() {
        try {
            while (file.read(buffer.clear()) > 0) {
                for (int i = 0; i < buffer.position(); i++) {
                    lines += buffer.get(i) == '\n' ? 1 : 0;
                }
            }
            return lines;
        } catch (IOException e) {
            throw new ReplayException("cannot read the ledger", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new ReplayException("cannot close the ledger", e);
        }
    }
}
