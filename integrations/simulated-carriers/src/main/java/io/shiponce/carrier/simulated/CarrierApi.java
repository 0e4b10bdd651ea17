package io.shiponce.carrier.simulated;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Whose HTTP interface a simulated carrier speaks. */
public enum CarrierApi {
    /** The reference carrier's, at any level. */
    REFERENCE("reference", "", 1, 0, 3),
    /** DHL Parcel DE Shipping, version 2, which offers nothing for recovery. */
    DHL_PARCEL_DE("dhl-parcel-de", DhlFace.PATH, 0, 0, 0),
    /** ShipEngine's; at level 1 without its unique references, as for who does not rely on them. */
    SHIPENGINE("shipengine", "", 2, 1, 2);

    private final String word;
    private final String path;
    private final int usualLevel;
    private final int lowestLevel;
    private final int highestLevel;

    CarrierApi(String word, String path, int usualLevel, int lowestLevel, int highestLevel) {
        this.word = word;
        this.path = path;
        this.usualLevel = usualLevel;
        this.lowestLevel = lowestLevel;
        this.highestLevel = highestLevel;
    }

    /** Its face at this level. */
    Face face(int level) {
        return switch (this) {
            case REFERENCE -> new ReferenceFace(level);
            case DHL_PARCEL_DE -> new DhlFace();
            case SHIPENGINE -> new ShipEngineFace();
        };
    }

    /** As the command line writes it. */
    public String word() {
        return word;
    }

    /** What the carrier offers, from 0 to 3, unless something else is wanted. */
    public int usualLevel() {
        return usualLevel;
    }

    /** The path under which everything is, empty or with a slash in front and none at the end. */
    String path() {
        return path;
    }

    /** Throws {@link IllegalArgumentException} for what this interface cannot be at. */
    void checkLevel(int level) {
        if (level < lowestLevel || level > highestLevel) {
            throw new IllegalArgumentException("level must be "
                    + (lowestLevel == highestLevel
                            ? String.valueOf(lowestLevel)
                            : "between " + lowestLevel + " and " + highestLevel)
                    + " with " + word + ", was " + level);
        }
    }

    /** Every word, in order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(CarrierApi::word).toList();
    }

    /** Reads a word; throws {@link IllegalArgumentException} that says which there are. */
    public static CarrierApi parse(String word) {
        return Arrays.stream(values())
                .filter(api -> api.word.equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + word + "' is not a carrier's interface; there are "
                                + words().stream().collect(Collectors.joining(", "))));
    }
}
