package io.shiponce.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields of an order line that are its traits: what is not known is left out. One thread, one line. */
final class TraitsJson implements StrictJson.Fields {
    private final StrictJson json;
    private @Nullable Dimensions unitDimensions;
    private @Nullable String vendor;
    private @Nullable String hazard;
    private @Nullable String temperature;
    private @Nullable String keepTogether;
    private boolean shipsAlone;
    private @Nullable String commodityCode;
    private @Nullable String countryOfOrigin;

    TraitsJson(StrictJson json) {
        this.json = json;
    }

    static void write(JsonGenerator json, Traits traits) throws IOException {
        PartsJson.write(json, "dimensionsMillimetres", traits.unitDimensions());
        JsonOutput.text(json, "vendor", traits.vendor());
        JsonOutput.text(json, "hazard", traits.hazard());
        JsonOutput.text(json, "temperature", traits.temperature());
        JsonOutput.text(json, "keepTogether", traits.keepTogether());
        if (traits.shipsAlone()) {
            json.writeBooleanField("shipsAlone", true);
        }
        JsonOutput.text(json, "commodityCode", traits.commodityCode());
        JsonOutput.text(json, "countryOfOrigin", traits.countryOfOrigin());
    }

    @Override
    public boolean read(String field) throws IOException {
        switch (field) {
            case "dimensionsMillimetres" -> unitDimensions = PartsJson.dimensions(json);
            case "vendor" -> vendor = PartsJson.nonBlank(json, Address.MAX_LENGTH);
            case "hazard" -> hazard = PartsJson.nonBlank(json, Address.MAX_LENGTH);
            case "temperature" -> temperature = PartsJson.nonBlank(json, Address.MAX_LENGTH);
            case "keepTogether" -> keepTogether = PartsJson.nonBlank(json, Address.MAX_LENGTH);
            case "shipsAlone" -> shipsAlone = !json.isNull() && json.bool();
            case "commodityCode" -> commodityCode = PartsJson.commodityCode(json);
            case "countryOfOrigin" -> countryOfOrigin = PartsJson.country(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    Traits traits() {
        return new Traits(
                unitDimensions, vendor, hazard, temperature, keepTogether, shipsAlone, commodityCode, countryOfOrigin);
    }
}
