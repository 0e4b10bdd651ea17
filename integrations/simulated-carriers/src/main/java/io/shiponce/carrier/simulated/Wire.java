package io.shiponce.carrier.simulated;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP/1.1 on one connection, as far as this carrier needs it: requests with a Content-Length, answers in one write.
 *
 * <p>For one thread. A head over 16 KiB or a body over 1 MiB is refused before it is read into memory.
 */
final class Wire {
    /** The largest body that is read, in bytes. */
    static final int MAX_BODY = 1 << 20;

    private static final int MAX_HEAD = 16 * 1024;
    private static final long MAX_DRAIN = 16L << 20;

    private final InputStream in;
    private final OutputStream out;
    private int headLeft;

    Wire(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** A request that is answered with {@code status} and ends the connection. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        RefusedException(int status, String title) {
            super(title);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** The next request; empty when the client has closed the connection. */
    Optional<Request> next() throws IOException, RefusedException {
        headLeft = MAX_HEAD;
        Optional<String> first = line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = first.get().split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
            throw new RefusedException(400, "not an HTTP/1.1 request line");
        }
        Map<String, String> headers = headers();
        return Optional.of(new Request(parts[0], parts[1], headers, body(headers)));
    }

    private Map<String, String> headers() throws IOException, RefusedException {
        Map<String, String> headers = new HashMap<>();
        while (true) {
            String line = line().orElseThrow(() -> new IOException("the request ends in its head"));
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new RefusedException(400, "not a header line");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private String body(Map<String, String> headers) throws IOException, RefusedException {
        if (headers.containsKey("transfer-encoding")) {
            throw new RefusedException(411, "a body needs a Content-Length");
        }
        long length = length(headers.getOrDefault("content-length", "0"));
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue") && length <= MAX_BODY) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (length > MAX_BODY) {
            // Read on for a while: closing on a client that still writes would reset the answer away.
            in.skipNBytes(Math.min(length, MAX_DRAIN));
            throw new RefusedException(413, "a body must be at most " + MAX_BODY + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new IOException("the request ends in its body");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long length(String text) throws RefusedException {
        if (!text.matches("\\d{1,18}")) {
            throw new RefusedException(400, "not a Content-Length");
        }
        return Long.parseLong(text);
    }

    private Optional<String> line() throws IOException, RefusedException {
        StringBuilder line = new StringBuilder(64);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (--headLeft < 0) {
                throw new RefusedException(431, "the head must be at most " + MAX_HEAD + " bytes");
            }
            if (b == '\n') {
                int end = line.length();
                return Optional.of(
                        end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString());
            }
            line.append((char) b);
        }
        return Optional.empty();
    }

    void answer(Reaction.Answer answer, boolean close) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(160)
                .append("HTTP/1.1 ")
                .append(answer.status())
                .append(" \r\n");
        if (answer.status() != 204) {
            head.append("Content-Type: ")
                    .append(answer.mediaType())
                    .append("\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        answer.headers().forEach(header -> head.append(header).append("\r\n"));
        head.append(close ? "Connection: close\r\n\r\n" : "\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        out.write(whole);
        out.flush();
    }

    /** Reads and forgets until the client closes the connection or the socket's timeout ends it. */
    void awaitEnd() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
