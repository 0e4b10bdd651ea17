package io.shiponce.examples.power;

import io.shiponce.examples.power.Recording.Told;
import io.shiponce.store.ShipmentState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What the world knew when the power failed. Immutable.
 *
 * @param schema whether the shop had been told that its tables are there
 * @param kept the last that the store had acknowledged of each shipment, by its id
 * @param sent when a create of each reference was about to reach the carrier
 */
record Acknowledged(boolean schema, Map<String, Row> kept, Map<String, Instant> sent) {

    /** A version of a shipment. Each write raises it by one. */
    record Row(long version, ShipmentState state) {
        private Row newer(Row other) {
            return other.version > version ? other : this;
        }
    }

    static Acknowledged before(Recording recording, PowerCut cut) {
        boolean schema = false;
        Map<String, Row> kept = new HashMap<>();
        Map<String, Instant> sent = new HashMap<>();
        for (Told told : recording.told()) {
            if (told.at() >= cut.at()) {
                break;
            }
            String[] words = told.line().split(" ");
            switch (words[0]) {
                case Witness.SCHEMA -> schema = true;
                case Witness.KEPT ->
                    kept.merge(
                            words[1], new Row(Long.parseLong(words[2]), ShipmentState.valueOf(words[3])), Row::newer);
                case Witness.SENT -> sent.putIfAbsent(words[1], Instant.parse(words[2]));
                case Witness.REFUSED -> {}
                default -> throw new IllegalArgumentException(told.line());
            }
        }
        return new Acknowledged(schema, Map.copyOf(kept), Map.copyOf(sent));
    }

    /** How many shipments had been acknowledged last in this state. */
    long count(ShipmentState state) {
        return kept.values().stream().filter(row -> row.state() == state).count();
    }
}
