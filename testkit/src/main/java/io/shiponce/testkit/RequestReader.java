package io.shiponce.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests from one connection, in three steps. For one thread. Limits: 64 KiB a head, 16 MiB a body. */
final class RequestReader {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Method and target of the next request; empty if the connection ended before. */
    Optional<ScriptedRequest> firstLine() throws IOException {
        String line = line();
        if (line == null) {
            return Optional.empty();
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IOException("not a request line");
        }
        return Optional.of(new ScriptedRequest(words[0], words[1], List.of(), ""));
    }

    /** The same with its headers. */
    ScriptedRequest withHeaders(ScriptedRequest begun) throws IOException {
        List<ScriptedRequest.Header> headers = new ArrayList<>();
        int length = 0;
        for (String line = line(); line == null || !line.isEmpty(); line = line()) {
            int colon = line == null ? -1 : line.indexOf(':');
            if (line == null || colon < 0 || (length += line.length()) > MAX_HEAD) {
                throw new IOException("not a header, or too many");
            }
            headers.add(new ScriptedRequest.Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new ScriptedRequest(begun.method(), begun.target(), headers, "");
    }

    /** The same with its body. */
    ScriptedRequest withBody(ScriptedRequest head) throws IOException {
        boolean chunked = head.header("Transfer-Encoding")
                .map(value -> value.toLowerCase(Locale.ROOT).contains("chunked"))
                .orElse(false);
        int length = number(head.header("Content-Length").orElse("0"), 10);
        return new ScriptedRequest(head.method(), head.target(), head.headers(), chunked ? chunks() : bytes(length));
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            String size = line();
            if (size == null) {
                throw new IOException("the connection ended within the chunks");
            }
            int length = number(size.split(";", -1)[0].strip(), 16);
            if (length == 0) {
                while (!"".equals(line())) {
                    // Trailers, which nobody needs.
                }
                return body.toString();
            }
            body.append(bytes(length));
            if (body.length() > MAX_BODY || !"".equals(line())) {
                throw new IOException("not a chunk, or too many");
            }
        }
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && number <= MAX_BODY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same answer as a number out of bounds.
        }
        throw new IOException("not a length");
    }

    private String bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the connection ended within the body");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The next line without its end; null if the connection ended before it began. */
    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 && line.isEmpty()) {
                return null;
            }
            if (b < 0 || line.length() > MAX_HEAD) {
                throw new IOException("the connection ended within a line, or the line has no end");
            }
            line.append((char) b);
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }
}
