package io.shiponce.examples.power;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * One call of the operating system that returned, as {@code strace -y -xx} writes it: {@code name(arguments) = result}, each text as
 * {@code \x2f\x74}, so that no text can be taken for anything else. Immutable.
 */
record Call(Span span, String name, List<String> arguments, String result) {

    static Call parse(Span span, String text) {
        int open = text.indexOf('(');
        int equals = text.lastIndexOf(" = ");
        int close = text.lastIndexOf(')', equals);
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("not a call: " + text.substring(0, Math.min(200, text.length())));
        }
        return new Call(
                span,
                text.substring(0, open),
                List.of(text.substring(open + 1, close).split(", ")),
                text.substring(equals + 3));
    }

    static String written(String text) {
        StringBuilder written = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            written.append("\\x").append(HexFormat.of().toHexDigits(one));
        }
        return written.toString();
    }

    boolean failed() {
        return result.startsWith("-1");
    }

    /** What it returned, without the path that may follow. */
    int count() {
        return Integer.parseInt(result.replaceFirst("<.*", ""));
    }

    int number(int argument) {
        return Integer.parseInt(arguments.get(argument));
    }

    boolean has(String flag) {
        return arguments.stream()
                .anyMatch(argument -> List.of(argument.split("\\|")).contains(flag));
    }

    /** A text argument; one that was cut short is refused. */
    byte[] bytes(int argument) {
        String text = arguments.get(argument);
        if (!text.startsWith("\"") || !text.endsWith("\"")) {
            throw new IllegalArgumentException("cut short: an argument of " + name);
        }
        return bytes(text.substring(1, text.length() - 1));
    }

    /** The path of an argument that is one, or of a file that is open. */
    String path(int argument) {
        String text = arguments.get(argument);
        int from = text.indexOf('<');
        return new String(
                from < 0 ? bytes(argument) : bytes(text.substring(from + 1, text.indexOf('>'))),
                StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String written) {
        byte[] bytes = new byte[written.length() / 4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (HexFormat.fromHexDigit(written.charAt(4 * i + 2)) << 4
                    | HexFormat.fromHexDigit(written.charAt(4 * i + 3)));
        }
        return bytes;
    }
}
