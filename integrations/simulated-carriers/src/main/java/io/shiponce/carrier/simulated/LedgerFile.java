package io.shiponce.carrier.simulated;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as its one writer has it open. A line that {@link #append} took is with the operating system: a killed carrier
 * keeps it, a power cut may lose it, which is enough for a simulation.
 *
 * <p>Guarded by its owner, the {@link Book}. The file is locked, so that two carriers never write one ledger. After a failed
 * write nothing more is taken: the end of the file is not known any more.
 */
final class LedgerFile implements AutoCloseable {
    private final FileChannel channel;
    private boolean broken;

    private LedgerFile(FileChannel channel) {
        this.channel = channel;
    }

    /** What was opened: the file, and what stood in it. */
    record Opened(LedgerFile file, List<LedgerLine> lines) {}

    static Opened open(Path path) throws IOException {
        FileChannel channel = channel(path);
        try {
            if (lock(channel) == null) {
                throw new IOException("another carrier writes the ledger " + path);
            }
            List<LedgerLine> lines = Ledger.linesOf(path);
            // What a killed carrier left unfinished was never answered, and must not swallow the next line.
            channel.truncate(completeBytes(path)).position(channel.size());
            return new Opened(new LedgerFile(channel), lines);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel channel(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            // Most of these have the file's name as their whole message.
            throw new IOException(
                    "the ledger " + path + " cannot be opened: " + e.getClass().getSimpleName(), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static long completeBytes(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        String unfinished = new String(bytes, length, bytes.length - length, StandardCharsets.UTF_8);
        if (!LedgerLine.mayBegin(unfinished)) {
            // It would be lost.
            throw new IOException("the end of " + path + " is not the beginning of a ledger line: give another file");
        }
        return length;
    }

    void append(LedgerLine line) throws IOException {
        if (broken) {
            throw new IOException("the ledger could not be written before");
        }
        broken = true;
        ByteBuffer bytes = ByteBuffer.wrap(line.written().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        broken = false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
