package io.shiponce.examples.power;

import io.shiponce.store.ShipmentState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was seen in the images of one recording. For one thread. */
final class Tally {
    private final Map<Loss.Kind, Integer> imagesThatLost = new EnumMap<>(Loss.Kind.class);
    private final List<String> losses = new ArrayList<>();
    private int images;
    private int unsyncedLog;
    private int unsyncedDatabase;
    private int beforeSchema;
    private int openClaims;
    private int goneOn;
    private int duplicates;

    void add(Recording recording, PowerCut cut, Acknowledged acknowledged, List<Loss> lost) {
        images++;
        unsyncedLog += recording.disk().isUnsynced(cut, Workload.LOG) ? 1 : 0;
        unsyncedDatabase += recording.disk().isUnsynced(cut, Workload.DATABASE) ? 1 : 0;
        beforeSchema += acknowledged.schema() ? 0 : 1;
        openClaims += acknowledged.count(ShipmentState.CLAIMED) > 0 ? 1 : 0;
        lost.stream().map(Loss::kind).distinct().forEach(kind -> imagesThatLost.merge(kind, 1, Integer::sum));
        lost.forEach(loss -> losses.add(cut + ": " + loss));
    }

    /** The engine went on from the image, and sent so many shipments a second time. */
    void addGoneOn(int sentTwice) {
        goneOn++;
        duplicates += sentTwice;
    }

    List<String> losses() {
        return losses;
    }

    int imagesThatLost(Loss.Kind kind) {
        return imagesThatLost.getOrDefault(kind, 0);
    }

    int images() {
        return images;
    }

    int goneOn() {
        return goneOn;
    }

    int duplicates() {
        return duplicates;
    }

    /** Whether every situation was met; else the images prove less than they seem to. */
    boolean metEverything() {
        return unsyncedLog > 0 && unsyncedDatabase > 0 && beforeSchema > 0 && openClaims > 0 && goneOn > 0;
    }

    @Override
    public String toString() {
        return images + " images (" + unsyncedLog + " with an unsynced log, " + unsyncedDatabase
                + " within a checkpoint, "
                + beforeSchema + " before the schema, " + openClaims + " with claims under way), "
                + (imagesThatLost.isEmpty() ? "nothing lost" : "lost in so many of them: " + imagesThatLost)
                + ", gone on from " + goneOn + ", " + duplicates + " duplicates";
    }
}
