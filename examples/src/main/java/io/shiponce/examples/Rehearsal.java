package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.DryRun;
import io.shiponce.carrier.Consignment;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shows a dry run to a person, or to a program, line by line. For one thread. */
final class Rehearsal {
    private static final Set<DryRun.Verdict> FOR_A_PERSON = EnumSet.of(
            DryRun.Verdict.WOULD_BE_REFUSED,
            DryRun.Verdict.UNREADABLE,
            DryRun.Verdict.HELD,
            DryRun.Verdict.PAUSED,
            DryRun.Verdict.NO_ADAPTER);

    private final PrintWriter out;
    private final boolean json;
    private final Map<DryRun.Verdict, Long> counts = new EnumMap<>(DryRun.Verdict.class);

    Rehearsal(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void show(DryRun.Line line) {
        counts.merge(line.verdict(), 1L, Long::sum);
        Consignment consignment = line.consignment();
        String country = consignment == null ? null : consignment.shipTo().country();
        if (json) {
            ObjectNode object = ProgramCommand.object();
            object.put("id", line.shipment().id().value());
            object.put("order", line.shipment().order().toString());
            object.put("reference", line.shipment().reference());
            object.put("carrier", line.shipment().carrier());
            object.put("country", country);
            object.put("verdict", line.verdict().name());
            object.put("detail", line.detail());
            out.println(object);
        } else {
            out.println(line.shipment().order() + "  " + line.shipment().reference() + "  "
                    + line.shipment().carrier() + (country == null ? "" : " to " + country) + ": "
                    + words(line.verdict()) + (line.detail().isEmpty() ? "" : " (" + line.detail() + ")"));
        }
    }

    private static String words(DryRun.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** For people: how many of each. */
    String summary() {
        StringBuilder text = new StringBuilder("Nothing was claimed or written.");
        counts.forEach((verdict, count) -> text.append(' ')
                .append(Words.of(count))
                .append(' ')
                .append(words(verdict))
                .append('.'));
        return text.toString();
    }

    int exitCode() {
        return counts.keySet().stream().anyMatch(FOR_A_PERSON::contains) ? Exit.NEEDS_A_PERSON : Exit.DONE;
    }
}
