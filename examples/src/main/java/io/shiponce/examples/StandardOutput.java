package io.shiponce.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** This process's standard output, in UTF-8 wherever it runs, which remembers why it could not be written. Not for threads. */
final class StandardOutput extends FilterOutputStream {
    private @Nullable IOException failure;

    StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    PrintWriter writer() {
        return new PrintWriter(this, false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why results are missing; null if nothing is, or if whoever read them did not want more. */
    @Nullable
    String complaint() {
        if (failure == null) {
            return null;
        }
        String why = String.valueOf(failure.getMessage());
        return why.toLowerCase(Locale.ROOT).contains("broken pipe") ? null : why;
    }
}
