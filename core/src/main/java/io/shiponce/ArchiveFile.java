package io.shiponce;

import io.shiponce.internal.ArchiveJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An archive in a new file: UTF-8, a JSON object for each shipment on a line of its own. Labels are in it, as Base64.
 *
 * <p>For one thread. What it took is on the disk when {@link #keep} returns. A crash leaves complete lines, and at most one torn
 * last one: its shipment was not erased, and comes again in the next file.
 */
public final class ArchiveFile implements Archive, AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private ArchiveFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the file.
     *
     * @throws IllegalArgumentException if there is one already: what was archived is never written over
     * @throws UncheckedIOException if it cannot be made
     */
    public static ArchiveFile create(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            syncDirectory(path);
            return new ArchiveFile(path, channel);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(path + " exists already: expected the name of a new file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be made: " + e, e);
        }
    }

    /** So that the file's name, too, outlives a power cut; where directories cannot be opened, the file system sees to it. */
    private static void syncDirectory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            // As on Windows.
        }
    }

    /** @throws UncheckedIOException if it cannot be written; the archive ends with a torn line then, and takes nothing more */
    @Override
    public void keep(List<ArchivedShipment> shipments) {
        try {
            for (ArchivedShipment shipment : shipments) {
                ByteBuffer line = ByteBuffer.wrap(ArchiveJson.line(shipment));
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            }
            channel.force(true);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(path + " cannot be written: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be closed: " + e, e);
        }
    }
}
