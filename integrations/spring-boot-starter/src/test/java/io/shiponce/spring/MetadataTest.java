package io.shiponce.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What editors show of the settings is what there is. */
class MetadataTest {
    private static final Map<String, String> BOXED = Map.of("boolean", "java.lang.Boolean", "int", "java.lang.Integer");

    private final JsonNode metadata = read();

    private static JsonNode read() {
        try (InputStream file =
                MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.builder().build().readTree(assertNotNullAnd(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static <T> T assertNotNullAnd(T value) {
        assertNotNull(value);
        return value;
    }

    @Test
    void everySettingIsDescribedWithItsTypeAndDefault() {
        Map<String, String> described = new TreeMap<>();
        for (JsonNode property : metadata.get("properties")) {
            assertTrue(property.get("description").asText().endsWith("."), property::toString);
            String type = property.get("type").asText();
            described.put(
                    property.get("name").asText(),
                    (type.startsWith("java.util.Map") ? "java.util.Map" : type)
                            + (property.has("defaultValue")
                                    ? " = " + property.get("defaultValue").asText()
                                    : ""));
        }
        Map<String, String> there = new TreeMap<>();
        collect(ShipOnceProperties.PREFIX, ShipOnceProperties.class, there);
        assertEquals(there, described);
    }

    /** Editors complete the values of a map by its type, and have no descriptions for them: they stand in the map's. */
    @Test
    void everySettingOfACarrierIsNamed() {
        String description = "";
        for (JsonNode property : metadata.get("properties")) {
            if (property.get("name").asText().equals("shiponce.carriers")) {
                description = property.get("description").asText();
            }
        }
        for (RecordComponent setting : ShipOnceProperties.Carrier.class.getRecordComponents()) {
            assertTrue(description.matches(".*\\b" + dashed(setting.getName()) + "\\b.*"), setting.getName());
        }
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> found) {
        Constructor<?> canonical = type.getDeclaredConstructors()[0];
        for (Parameter parameter : canonical.getParameters()) {
            String name = prefix + "." + dashed(parameter.getName());
            if (parameter.getType().isRecord()) {
                collect(name, parameter.getType(), found);
            } else {
                String plain = parameter.getType().getName();
                found.put(name, BOXED.getOrDefault(plain, plain) + defaultOf(parameter));
            }
        }
    }

    private static String defaultOf(Parameter parameter) {
        for (Annotation one : parameter.getAnnotations()) {
            if (one instanceof DefaultValue value) {
                return " = " + value.value()[0];
            }
        }
        return "";
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    void everyHintIsForASettingThatIsThere() {
        for (JsonNode hint : metadata.get("hints")) {
            String name = hint.get("name").asText().replaceFirst("\\.keys$", "");
            boolean known = false;
            for (JsonNode property : metadata.get("properties")) {
                known |= property.get("name").asText().equals(name);
            }
            assertTrue(known, name);
        }
    }
}
