package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.Address;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why DHL refused, in its own words as far as they repeat nothing of the receiver's address (C11): a message with one of its words
 * or numbers in it is left out, and the name of the field that it is about stays.
 *
 * <p>Immutable and safe for any thread.
 */
final class Reasons {
    private static final int MAX_LENGTH = 400;
    private static final int MAX_MESSAGE = 200;
    private static final String WARNING = "Warning";
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z][A-Za-z0-9_.\\[\\]]{0,79}");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Set<String> personal;

    /** For refusals of what goes to this receiver. */
    Reasons(Address to) {
        personal = new HashSet<>();
        Stream.of(
                        to.name(),
                        to.company(),
                        to.street1(),
                        to.street2(),
                        to.postalCode(),
                        to.city(),
                        to.region(),
                        to.email(),
                        to.phone())
                .filter(Objects::nonNull)
                .forEach(text -> personal.addAll(words(text)));
    }

    /** In one line, short enough for a history. */
    String of(JsonNode answer) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode item : answer.path("items")) {
            for (JsonNode message : item.path("validationMessages")) {
                if (!message.path("validationState").asText("").equalsIgnoreCase(WARNING)) {
                    add(reasons, property(message), shown(message.path("validationMessage")));
                }
            }
        }
        if (reasons.isEmpty()) {
            answer.path("items")
                    .forEach(item -> add(reasons, "", shown(item.path("sstatus").path("detail"))));
            add(reasons, "", shown(answer.path("status").path("detail")));
        }
        String line = reasons.isEmpty() ? "DHL names no reason that can be shown" : String.join("; ", reasons);
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
    }

    private static void add(List<String> reasons, String property, String message) {
        String reason = property.isEmpty() || message.isEmpty() ? property + message : property + ": " + message;
        if (!reason.isEmpty() && !reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    private static String property(JsonNode message) {
        String property = message.path("property").asText("");
        return PROPERTY.matcher(property).matches() ? property : "";
    }

    private String shown(JsonNode message) {
        String text = message.asText("").replaceAll("\\p{Cntrl}", " ").strip();
        if (text.length() > MAX_MESSAGE || words(text).stream().anyMatch(personal::contains)) {
            return "";
        }
        return text;
    }

    /** The words and numbers of a text, in each spelling that they are likely to come back in. */
    private static Set<String> words(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        String withoutUmlauts =
                small.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss");
        String withoutAccents = Normalizer.normalize(small, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss");
        Set<String> words = new HashSet<>();
        for (String spelling : List.of(small, withoutUmlauts, withoutAccents)) {
            for (String word : NO_WORD.split(spelling)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }
}
