package io.shiponce.examples.process;

import io.shiponce.examples.process.Combination.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R1, R4, R5, R6, R8, R17: whatever a carrier answers and whenever the dispatcher dies, nothing leaves twice. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class FaultMatrixIT {
    private static final int AT_ONCE = 8;

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final List<Result> RESULTS = new ArrayList<>();

    @TempDir
    private static Path shared;

    private static Postgres postgres;

    @TempDir
    private Path directory;

    @AfterAll
    static void total() throws Exception {
        Summary.line(
                "fault matrix",
                RESULTS.size() + " combinations, " + total(Result::kills) + " kills, " + total(Result::executed)
                        + " executed, " + total(Result::declared) + " declared by a person, " + total(Result::resumes)
                        + " resumed, " + total(Result::duplicates) + " duplicates");
        if (postgres != null) {
            postgres.close();
        }
    }

    private static int total(ToIntFunction<Result> figure) {
        return RESULTS.stream().mapToInt(figure).sum();
    }

    private void play(List<Combination> combinations) throws Exception {
        List<Callable<Result>> stories = new ArrayList<>();
        for (int i = 0; i < combinations.size(); i++) {
            Combination combination = combinations.get(i);
            Path own = directory.resolve("combination-" + i);
            String store = combination.storeName().equals("sqlite")
                    ? "jdbc:sqlite:" + own.resolve("store.db")
                    : postgres.database("matrix_" + DATABASES.incrementAndGet());
            stories.add(() -> combination.play(own, store));
        }
        RESULTS.addAll(Together.run(AT_ONCE, stories));
    }

    private static List<Combination> ofEachLevel(String faults, String storeName, int orders, int kills) {
        return IntStream.rangeClosed(0, 3)
                .mapToObj(level -> new Combination(level, List.of(faults.split(" ")), storeName, orders, kills))
                .toList();
    }

    @Test
    void nothingLeavesTwice() throws Exception {
        String some =
                "cut-after:0.1 cut-before:0.1 error-after:0.1 hang:0.03 garbled:0.05 503:0.02 429:0.02 conflict:0.03"
                        + " lookup-error:0.2 reject:0.05 refuse-repeat:1";
        play(ofEachLevel(some, "sqlite", 60, 1));
    }

    @Tag("proof")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut-after:0.4",
                "cut-before:0.2 error-before:0.2",
                "error-after:0.4",
                "hang:0.3",
                "hang-before:0.2 slow:0.2",
                "503:0.1 429:0.1",
                "reject:0.2 refuse-repeat:1",
                "conflict:0.4",
                "garbled:0.4",
                "cut-after:0.3 refuse-repeat:1",
                "cut-after:0.2 error-after:0.1 lookup-lag:0.4 refuse-repeat:1",
                "cut-before:0.2 hang:0.1 503:0.05 lookup-error:0.5 reject:0.1",
                "cut-after:0.2 cut-before:0.1 503:0.02 conflict:0.05 refuse-repeat:1",
                "error-after:0.1 hang:0.05 garbled:0.1 429:0.02 lookup-error:0.2 reject:0.05 refuse-repeat:1"
            })
    void nothingLeavesTwiceWhateverHappens(String faults) throws Exception {
        if (postgres == null) {
            postgres = Postgres.start(shared.resolve("postgres"));
        }
        List<Combination> both = new ArrayList<>(ofEachLevel(faults, "sqlite", 40, 1));
        both.addAll(ofEachLevel(faults, "postgresql", 40, 1));
        play(both);
    }
}
