package io.shiponce.orders;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that a shop system escapes for HTML. Stateless; safe for any thread. */
final class HtmlText {
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));");
    private static final Map<String, String> NAMED = Map.of(
            "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ", "times", "\u00D7", "ndash",
            "\u2013");

    private HtmlText() {}

    /** With the characters in place of their references; a reference that is not known stays. Never longer. */
    static String plain(String html) {
        Matcher reference = REFERENCE.matcher(html);
        StringBuilder plain = new StringBuilder();
        while (reference.find()) {
            reference.appendReplacement(plain, Matcher.quoteReplacement(character(reference)));
        }
        return reference.appendTail(plain).toString();
    }

    private static String character(Matcher reference) {
        String decimal = reference.group(1);
        String hex = reference.group(2);
        if (decimal == null && hex == null) {
            return NAMED.getOrDefault(reference.group(3), reference.group());
        }
        int code = decimal == null ? Integer.parseInt(hex, 16) : Integer.parseInt(decimal);
        boolean isText = Character.isDefined(code)
                && !Character.isISOControl(code)
                && Character.getType(code) != Character.SURROGATE;
        return isText ? Character.toString(code) : reference.group();
    }
}
