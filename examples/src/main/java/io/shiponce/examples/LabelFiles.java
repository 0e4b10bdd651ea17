package io.shiponce.examples;

import io.shiponce.carrier.Label;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes labels into a directory, each whole or not at all, and never over other content. For one thread; several processes may
 * write the same labels at once. A crash leaves at most a hidden file that ends in {@code .tmp}.
 */
final class LabelFiles {
    /** As our ids are, and more; nothing that leads out of the directory or is hidden in it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Path directory;

    LabelFiles(Path directory) {
        this.directory = directory;
    }

    /** There is a file of that name already, with other content. */
    static final class OtherContentException extends IOException {
        private static final long serialVersionUID = 1L;

        OtherContentException(Path file) {
            super(file + " exists already, with other content: it was left as it is");
        }
    }

    /** Whether something of this id can be written. */
    static boolean canName(String id) {
        return NAME.matcher(id).matches();
    }

    /** What a printer is to make of it; {@code bin} where nobody knows. */
    static String extension(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String type = (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/pdf" -> "pdf";
            case "application/zpl", "application/x-zpl", "x-application/zpl", "text/zpl", "text/x-zpl" -> "zpl";
            case "application/epl", "application/x-epl", "text/epl" -> "epl";
            case "image/png" -> "png";
            case "image/jpeg", "image/jpg" -> "jpg";
            case "image/gif" -> "gif";
            case "image/svg+xml" -> "svg";
            case "text/html" -> "html";
            case "text/plain" -> "txt";
            default -> "bin";
        };
    }

    /**
     * Writes it, or finds it there already. On the disk when it returns.
     *
     * @throws OtherContentException if a file of that name holds something else
     */
    Path write(String nameWithoutExtension, Label label) throws IOException {
        String name = nameWithoutExtension + "." + extension(label.mediaType());
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
            return same(file, label);
        }
        Path whole = directory.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            fill(whole, label.content());
            publish(whole, file);
        } catch (FileAlreadyExistsException e) {
            return same(file, label); // Somebody was faster.
        } finally {
            Files.deleteIfExists(whole);
        }
        sync(directory);
        return file;
    }

    private static Path same(Path file, Label label) throws IOException {
        if (!Files.isRegularFile(file)
                || Files.size(file) != label.content().remaining()
                || !ByteBuffer.wrap(Files.readAllBytes(file)).equals(label.content())) {
            throw new OtherContentException(file);
        }
        return file;
    }

    private static void fill(Path file, ByteBuffer content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }

    /** A second name for a whole file: made at once, and never in place of another file, as a renaming would be. */
    private static void publish(Path whole, Path file) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without second names: between the look and the renaming, another process could come.
            Files.move(whole, file);
        }
    }

    /** So that the name outlives a power cut; where directories cannot be opened, the file system sees to it. */
    private static void sync(Path directory) {
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            // As on Windows.
        }
    }
}
