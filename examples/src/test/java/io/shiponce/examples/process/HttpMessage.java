package io.shiponce.examples.process;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request or an answer, as bytes: all that HTTP/1.1 between these two needs to be told about where one ends. */
final class HttpMessage {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final byte[] head;
    private final byte[] body;

    private HttpMessage(byte[] head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    /** The next one, whole; empty at the end. */
    static Optional<HttpMessage> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!text(head).endsWith(END_OF_HEAD)) {
            int next = in.read();
            if (next < 0 && head.size() == 0) {
                return Optional.empty();
            }
            if (next < 0) {
                throw new EOFException("in a head");
            }
            head.write(next);
        }
        Matcher length = LENGTH.matcher(text(head));
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return Optional.of(new HttpMessage(head.toByteArray(), body));
    }

    private static String text(ByteArrayOutputStream head) {
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** In one write, as the first so many bytes of the head and of the body. */
    void write(OutputStream out, int ofHead, int ofBody) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head, 0, ofHead);
        whole.write(body, 0, ofBody);
        out.write(whole.toByteArray());
    }

    void write(OutputStream out) throws IOException {
        write(out, head.length, body.length);
    }

    void writeHalfOfHead(OutputStream out) throws IOException {
        write(out, head.length / 2, 0);
    }

    void writeHalfOfBody(OutputStream out) throws IOException {
        write(out, head.length, body.length / 2);
    }
}
