package io.shiponce.examples;

import io.shiponce.CarrierLimits;
import io.shiponce.Carriers;
import io.shiponce.QuietHours;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Which adapter sends for which carrier, read from a properties file in UTF-8. Each key is a carrier's name, a dot, and a
 * setting: {@code adapter} is the kind of its adapter, {@code slots}, {@code perSecond}, {@code doubtLimit}, {@code quietHours} and {@code zone} bound its use,
 * and everything else is handed to the adapter. A value {@code env:NAME} stands for the environment's variable of that name,
 * so that no secret has to be in the file.
 *
 * <p>Stateless and safe for any thread. What cannot be used throws {@link IllegalArgumentException} that names file and key,
 * and no value.
 */
final class CarriersFile {
    private static final String VARIABLE = "env:";

    private CarriersFile() {}

    /** Makes an adapter for each carrier of the file, and adds them. What a carrier does not say of its limits is as {@code usual}. */
    static void read(Path file, CarrierLimits usual, UnaryOperator<String> environment, ServedCarriers carriers) {
        Carriers kinds = Carriers.discover();
        settings(file, environment).forEach((name, settings) -> {
            if (carriers.names().contains(name)) {
                throw new IllegalArgumentException(file + ": carrier " + name + " is served by --carrier-url already");
            }
            try {
                CarrierLimits limits = limits(settings, usual);
                String kind = settings.remove("adapter");
                if (kind == null) {
                    throw new IllegalArgumentException("adapter is missing: expected the kind of its adapter");
                }
                carriers.add(name, kinds.create(kind, Map.copyOf(settings)), limits);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": carrier " + name + ": " + e.getMessage(), e);
            }
        });
    }

    private static Map<String, Map<String, String>> settings(Path file, UnaryOperator<String> environment) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // Not the cause: it may quote the file.
            throw new IllegalArgumentException(file + " cannot be read: expected a properties file in UTF-8");
        }
        Map<String, Map<String, String>> carriers = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            int dot = key.indexOf('.');
            if (dot < 1 || dot == key.length() - 1) {
                throw new IllegalArgumentException(
                        file + ": key " + key + ": expected a carrier's name, a dot and a setting, like dhl.adapter");
            }
            carriers.computeIfAbsent(key.substring(0, dot), any -> new TreeMap<>())
                    .put(key.substring(dot + 1), value(file, key, properties.getProperty(key), environment));
        }
        if (carriers.isEmpty()) {
            throw new IllegalArgumentException(file + " names no carrier: expected a line like dhl.adapter=reference");
        }
        return carriers;
    }

    private static String value(Path file, String key, String given, UnaryOperator<String> environment) {
        String text = given.strip();
        if (!text.startsWith(VARIABLE)) {
            return text;
        }
        String name = text.substring(VARIABLE.length());
        String value = environment.apply(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    file + ": key " + key + ": the environment has no variable " + name + ", which it refers to");
        }
        return value;
    }

    private static CarrierLimits limits(Map<String, String> settings, CarrierLimits usual) {
        CarrierLimits sized =
                CarrierLimits.ofSlots(number(settings, "slots", usual.slots(), "a whole number", Integer::valueOf));
        return new CarrierLimits(
                sized.slots(),
                number(settings, "perSecond", usual.perSecond(), "a number", Double::valueOf),
                number(settings, "doubtLimit", sized.doubtLimit(), "a whole number", Integer::valueOf),
                quietHours(settings, usual.quietHours()));
    }

    private static QuietHours quietHours(Map<String, String> settings, QuietHours otherwise) {
        String hours = settings.remove("quietHours");
        String zone = settings.remove("zone");
        return hours == null ? otherwise : QuietHours.parse(hours, Zones.of(zone == null ? "" : zone));
    }

    private static <T> T number(
            Map<String, String> settings, String name, T otherwise, String what, Function<String, T> read) {
        String given = settings.remove(name);
        try {
            return given == null ? otherwise : read.apply(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": expected " + what, e);
        }
    }
}
