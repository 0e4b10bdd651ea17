package io.shiponce.examples.power;

import io.shiponce.examples.power.Recording.Told;
import io.shiponce.examples.power.Survival.Manner;
import io.shiponce.store.ShipmentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Chooses instants at which the power fails. For one thread; the same chance chooses the same. */
final class Cuts {
    private final Recording recording;
    private final long honestUntil;
    private final Random chance;

    /** Where a cut can hurt. */
    private enum Moment {
        /** Right after the store has acknowledged a claim. */
        CLAIMED,
        /** In the middle of a checkpoint. */
        DATABASE_WRITTEN,
        /** In the middle of a commit. */
        LOG_WRITTEN,
        /** While the tables are made. */
        SCHEMA,
        /** Right after the world has learnt anything. */
        TOLD,
        ANY
    }

    Cuts(Recording recording, long honestUntil, Random chance) {
        this.recording = recording;
        this.honestUntil = honestUntil;
        this.chance = chance;
    }

    /** So many of them: each manner of survival at each of the moments, in turn. */
    List<PowerCut> choose(int count) {
        Moment[] moments = Moment.values();
        Manner[] manners = Manner.values();
        List<PowerCut> cuts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = at(moments[i % moments.length]);
            Manner manner = manners[i / moments.length % manners.length];
            cuts.add(new PowerCut(at, honestUntil, new Survival(manner, chance.nextLong())));
        }
        return cuts;
    }

    private long at(Moment moment) {
        return switch (moment) {
            case CLAIMED -> afterTelling(" " + ShipmentState.CLAIMED);
            case DATABASE_WRITTEN -> afterAChangeOf(Workload.DATABASE);
            case LOG_WRITTEN -> afterAChangeOf(Workload.LOG);
            case SCHEMA -> between(recording.begin(), recording.schemaAt());
            case TOLD -> afterTelling("");
            case ANY -> between(recording.begin(), recording.end() + 1);
        };
    }

    private long afterTelling(String part) {
        return afterOne(recording.told().stream()
                .filter(told -> told.line().contains(part))
                .map(Told::at)
                .toList());
    }

    /** And before it can have been synced. */
    private long afterAChangeOf(String name) {
        return afterOne(recording.disk().all(name).stream()
                .flatMap(file -> file.changes().stream())
                .map(change -> change.span().end())
                .toList());
    }

    private long afterOne(List<Long> lines) {
        return lines.get(chance.nextInt(lines.size())) + 1;
    }

    private long between(long from, long to) {
        return from + (long) (chance.nextDouble() * (to - from));
    }
}
