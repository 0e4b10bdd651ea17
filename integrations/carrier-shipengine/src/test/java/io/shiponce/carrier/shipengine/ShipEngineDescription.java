package io.shiponce.carrier.shipengine;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * ShipEngine's own description of its interface, as a judge of requests and answers. It lies beside the project; where it is missing,
 * the tests that need it are skipped, loudly.
 *
 * <p>Safe for any thread.
 */
final class ShipEngineDescription {
    private static final Path FILE =
            Path.of(System.getProperty("project.root", "../.."), "../shared/specs/shipengine.yaml");

    /** The calls that the adapter makes. */
    private static final List<String> PATHS = List.of(
            "/v1/labels",
            "/v1/labels/external_shipment_id/{external_shipment_id}",
            "/v1/labels/{label_id}/void",
            "/v1/shipments/external_shipment_id/{external_shipment_id}");

    private final OpenApiInteractionValidator validator;

    private ShipEngineDescription(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    private static final class Loaded {
        /** Reading it takes a while. */
        static final ShipEngineDescription ONE = load();

        private static ShipEngineDescription load() {
            try {
                return new ShipEngineDescription(
                        OpenApiInteractionValidator.createForInlineApiSpecification(MergedDescription.of(FILE, PATHS))
                                .build());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static ShipEngineDescription get() {
        Assumptions.assumeTrue(
                Files.isRegularFile(FILE),
                "SKIPPED: ShipEngine's description is not there, so nothing is checked against it: "
                        + FILE.normalize());
        return Loaded.ONE;
    }

    /** A file that lies beside the description. */
    static String sample(String name) throws IOException {
        return Files.readString(FILE.resolveSibling("sample-bodies").resolve(name));
    }

    /** What the description finds wrong with a request; empty if nothing. */
    List<String> problemsOf(String method, String target, Map<String, String> headers, String body) {
        URI uri = URI.create(target);
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, uri.getPath());
        headers.forEach(request::withHeader);
        if (!body.isEmpty()) {
            request.withBody(body);
        }
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                String[] parts = pair.split("=", 2);
                request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return problems(validator.validateRequest(request.build()));
    }

    /** What the description finds wrong with the answer to such a request; empty if nothing. */
    List<String> problemsOfAnswer(String method, String target, int status, String body) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(status).withContentType("application/json");
        if (!body.isEmpty()) {
            response.withBody(body);
        }
        return problems(validator.validateResponse(
                URI.create(target).getPath(), Request.Method.valueOf(method), response.build()));
    }

    private static List<String> problems(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }
}
