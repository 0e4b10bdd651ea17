package io.shiponce.examples.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.Box;
import io.shiponce.CarrierRules;
import io.shiponce.Packer;
import io.shiponce.Planning;
import io.shiponce.Router;
import io.shiponce.Splitter;
import io.shiponce.Stock;
import io.shiponce.packing.ThreeDimensionalPacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a planning from a JSON file. Everything may be left out; nothing else is forgiven.
 *
 * <p>Stateless and safe for any thread. What cannot be used throws {@link IllegalArgumentException} that names the file,
 * the place and what was expected.
 */
public final class RulesFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RulesFile() {}

    /** What the file says; the usual rules for what it does not. */
    public static Planning read(Path file) {
        At rules =
                At.root(file.toString(), json(file)).object("stock", "split", "carriers", "limits", "boxes", "packing");
        Planning.Builder planning = Planning.builder();
        Router router = rules.optional("stock", RulesFile::router);
        if (router != null) {
            planning.router(router);
        }
        planning.splitter(andThen(Splitter.standard(), rules.list("split", RulesFile::step)));
        CarrierRules carriers = rules.optional("carriers", RulesFile::carriers);
        if (carriers != null) {
            planning.carriers(carriers);
        }
        rules.list("limits", limit -> limit.make(at -> limit(planning, at)));
        Packer packer = packer(rules);
        if (packer != null) {
            planning.packer(packer);
        }
        return planning.build();
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new IllegalArgumentException(
                    file + ": is not JSON" + where + ": " + e.getOriginalMessage() + "; expected one JSON object", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: expected a JSON file with rules", e);
        }
    }

    private static Splitter andThen(Splitter first, List<Splitter> steps) {
        Splitter all = first;
        for (Splitter step : steps) {
            all = all.andThen(step);
        }
        return all;
    }

    private static Splitter step(At at) {
        if (!at.isText()) {
            at.object("when", "split");
            Splitter steps = andThen(
                    group -> List.of(group),
                    at.required("split", "a list of keys").list(RulesFile::step));
            return Splitter.where(Values.condition(at.required("when", "a condition")), steps);
        }
        return switch (at.text()) {
            case "vendor" -> Splitter.byVendor();
            case "hazard" -> Splitter.byHazard();
            case "temperature" -> Splitter.byTemperature();
            default -> throw at.expected("vendor, hazard, temperature, or an object with when and split");
        };
    }

    private static Router router(At at) {
        at.object("places", "pieces", "arrivals");
        Stock.Builder stock = Stock.builder();
        bySku(at, "pieces", (place, sku, count) -> stock.pieces(place, sku, count.integer(0, Integer.MAX_VALUE)));
        bySku(at, "arrivals", (place, sku, time) -> stock.arrival(place, sku, time(time)));
        List<String> places = at.required("places", "the places, best first").list(At::text);
        return at.make(value -> Router.fromStock(stock.build(), places));
    }

    /** One number or time of a stock. */
    private interface Entry {
        void at(String place, String sku, At value);
    }

    private static void bySku(At at, String field, Entry entry) {
        At places = at.field(field);
        if (places != null) {
            places.fields()
                    .forEach((place, skus) -> skus.fields().forEach((sku, value) -> entry.at(place, sku, value)));
        }
    }

    private static Instant time(At at) {
        try {
            return Instant.parse(at.text());
        } catch (DateTimeException e) {
            throw at.expected("a time like 2026-12-20T10:00:00Z");
        }
    }

    private static CarrierRules carriers(At at) {
        at.object("rules", "otherwise");
        CarrierRules.Builder rules = CarrierRules.builder();
        at.list("rules", rule -> rule.make(value -> rule(rules, value)));
        At otherwise = at.field("otherwise");
        if (otherwise != null && otherwise.text().equals("refuse")) {
            rules.refuseOthers();
        } else if (otherwise != null && !otherwise.text().equals("order")) {
            throw otherwise.expected("order (its own carrier) or refuse");
        }
        return rules.build();
    }

    private static CarrierRules.Builder rule(CarrierRules.Builder rules, At at) {
        at.object("name", "when", "carrier", "service");
        String name = at.required("name", "why, for people").text();
        String carrier = at.required("carrier", "the name of a carrier").text();
        String service = at.optional("service", At::text);
        At when = at.field("when");
        if (service == null) {
            return rules.rule(name, when == null ? any -> true : Values.condition(when), carrier);
        }
        return rules.rule(name, when == null ? any -> true : Values.condition(when), carrier, service);
    }

    private static Planning.Builder limit(Planning.Builder planning, At at) {
        List<String> known = new ArrayList<>(Values.LIMITS);
        known.addAll(List.of("carrier", "service"));
        at.object(known.toArray(String[]::new));
        String carrier = at.optional("carrier", At::text);
        String service = at.optional("service", At::text);
        if (carrier == null) {
            if (service != null) {
                throw at.refusal("carrier is missing; expected the name of the carrier whose service it is");
            }
            return planning.capacity(Values.capacity(at));
        }
        return service == null
                ? planning.capacity(carrier, Values.capacity(at))
                : planning.capacity(carrier, service, Values.capacity(at));
    }

    private static @Nullable Packer packer(At rules) {
        List<Box> boxes = rules.list("boxes", Values::box);
        At packing = rules.field("packing");
        String how = packing == null ? "volume" : packing.text();
        if (packing != null && !how.equals("volume") && !how.equals("3d")) {
            throw packing.expected("volume or 3d");
        }
        if (boxes.isEmpty()) {
            if (packing != null) {
                throw packing.refusal("there are no boxes to pack into; expected boxes");
            }
            return null;
        }
        return how.equals("3d") ? ThreeDimensionalPacker.into(boxes) : Packer.firstFit(boxes);
    }
}
