package io.shiponce.benchmarks.contender;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a run has used so far: CPU of this process and of the database's, commits and bytes in the database's log. */
final class Meter {
    /** Linux tells other programs a hundredth of a second as one tick, whatever the kernel counts in. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int UTIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private final OperatingSystemMXBean self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Connection connection;
    private final long postmaster;

    /** {@code postmaster} is the database's first process; 0 where the database lives in this process. */
    Meter(Connection connection, long postmaster) {
        this.connection = connection;
        this.postmaster = postmaster;
    }

    /** All of it at one moment. Commits count those that wrote something; a wait for the disk is one of these. */
    record Reading(
            long atNanos, long atMicros, long ownCpuMicros, long databaseCpuMicros, long commits, long walBytes) {}

    Reading read() throws SQLException {
        long commits = 0;
        long wal = 0;
        if (postmaster != 0) {
            try (Statement statement = connection.createStatement();
                    ResultSet results = statement.executeQuery("SELECT"
                            + " pg_snapshot_xmax(pg_current_snapshot())::text::bigint,"
                            + " pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")) {
                results.next();
                commits = results.getLong(1);
                wal = results.getLong(2);
            }
        }
        return new Reading(
                System.nanoTime(),
                System.currentTimeMillis() * 1_000,
                self.getProcessCpuTime() / 1_000,
                postmaster == 0 ? 0 : databaseCpuMicros(),
                commits,
                wal);
    }

    private long databaseCpuMicros() {
        long ticks = ticks(postmaster, CHILDREN_SYSTEM_TIME);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(postmaster).map(ProcessHandle::children).orElse(Stream.empty())) {
            ticks += children.mapToLong(child -> ticks(child.pid(), UTIME + 1)).sum();
        }
        return ticks * MICROS_PER_TICK;
    }

    /** Own time, and as far as {@code last} says so that of children that have ended. */
    private static long ticks(long pid, int last) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in parentheses may hold anything; the fields are counted from behind it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int field = UTIME; field <= last; field++) {
                sum += Long.parseLong(fields[field]);
            }
            return sum;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most memory this process ever had, in bytes, as the system counts it. */
    static long peakMemory() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        return status.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .map(kilobytes -> kilobytes * 1024)
                .findFirst()
                .orElse(0);
    }
}
