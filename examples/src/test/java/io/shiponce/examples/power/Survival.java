package io.shiponce.examples.power;

import io.shiponce.examples.power.Change.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a power cut leaves of the changes that were never synced: a disk writes them when and in what order it likes. Immutable; the
 * same seed decides the same.
 */
record Survival(Manner manner, long seed) {
    /** A disk writes sectors whole or not at all, and what was in one beside the new bytes stays. */
    private static final int SECTOR = 512;

    /** How a disk may deal with what it was not told to keep. */
    enum Manner {
        NOTHING,
        EVERYTHING,
        /** In their order, up to some sector in the middle of a write. */
        THE_FIRST,
        /** Any writes, each of them whole. */
        SOME_WRITES,
        /** Any sectors of any writes. */
        SOME_SECTORS,
        /** The same, and the file has the length that all of them would have given it: zeros where there was nothing. */
        SOME_SECTORS_AND_THE_LENGTH
    }

    /** The same manner, but another chance for each file. */
    Survival forFile(String name) {
        return new Survival(manner, seed + name.hashCode());
    }

    private SplittableRandom chance() {
        return new SplittableRandom(seed);
    }

    /** What is left of the changes of one file, in the order in which they came. */
    List<Change> of(List<Change> unsynced) {
        return switch (manner) {
            case NOTHING -> List.of();
            case EVERYTHING -> unsynced;
            case THE_FIRST -> first(sectors(unsynced));
            case SOME_WRITES -> some(unsynced);
            case SOME_SECTORS -> some(sectors(unsynced));
            case SOME_SECTORS_AND_THE_LENGTH -> withLength(some(sectors(unsynced)), unsynced);
        };
    }

    /** How many of the changes of one name in the directory are left: they are never written out of their order. */
    int ofNames(int unsynced) {
        return switch (manner) {
            case NOTHING -> 0;
            case EVERYTHING -> unsynced;
            case THE_FIRST, SOME_WRITES, SOME_SECTORS, SOME_SECTORS_AND_THE_LENGTH -> chance().nextInt(unsynced + 1);
        };
    }

    private List<Change> first(List<Change> changes) {
        return changes.subList(0, chance().nextInt(changes.size() + 1));
    }

    private List<Change> some(List<Change> changes) {
        SplittableRandom chance = chance();
        return changes.stream().filter(change -> chance.nextBoolean()).toList();
    }

    private static List<Change> withLength(List<Change> left, List<Change> unsynced) {
        int end = 0;
        for (Change change : unsynced) {
            end = change instanceof Write write ? Math.max(end, write.end()) : end;
        }
        List<Change> longer = new ArrayList<>(left);
        longer.add(new Write(end, new byte[0]));
        return longer;
    }

    private static List<Change> sectors(List<Change> changes) {
        List<Change> sectors = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Write write) {
                addSectors(write, sectors);
            } else {
                sectors.add(change);
            }
        }
        return sectors;
    }

    private static void addSectors(Write write, List<Change> sectors) {
        int from = write.offset();
        while (from < write.end()) {
            int to = Math.min(write.end(), (from / SECTOR + 1) * SECTOR);
            sectors.add(write.part(from, to));
            from = to;
        }
    }
}
