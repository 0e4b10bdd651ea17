package io.shiponce.carrier.dhl;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * DHL's own description of its interface, as a judge of requests and answers. It lies beside the project; where it is missing, the
 * tests that need it are skipped, loudly.
 *
 * <p>Safe for any thread.
 */
final class DhlDescription {
    static final String BASE = "/parcel/de/shipping/v2";
    private static final Path FILE =
            Path.of(System.getProperty("project.root", "../.."), "../shared/specs/dhl-parcel-de-shipping-v2.yaml");

    private final OpenApiInteractionValidator validator;

    private DhlDescription(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    private static final class Loaded {
        /** Reading it takes seconds. */
        static final DhlDescription STRICT = with(LevelResolver.create()
                .withLevel("validation.request.parameter.query.unexpected", ValidationReport.Level.ERROR)
                .build());

        /** Its own examples have fields that it does not describe. */
        static final DhlDescription LENIENT = with(LevelResolver.create()
                .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                .build());

        private static DhlDescription with(LevelResolver levels) {
            return new DhlDescription(OpenApiInteractionValidator.createForSpecificationUrl(
                            FILE.toUri().toString())
                    .withLevelResolver(levels)
                    .build());
        }
    }

    /** To which a field or parameter that is not described is wrong. */
    static DhlDescription strict() {
        assumeThere();
        return Loaded.STRICT;
    }

    /** As it is written: what is not described is allowed. */
    static DhlDescription lenient() {
        assumeThere();
        return Loaded.LENIENT;
    }

    private static void assumeThere() {
        Assumptions.assumeTrue(
                Files.isRegularFile(FILE),
                "SKIPPED: DHL's description is not there, so nothing is checked against it: " + FILE.normalize());
    }

    /** The text of the description. */
    String text() throws IOException {
        return Files.readString(FILE).replace("\r\n", "\n");
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
    List<String> problemsOfAnswer(String method, String target, int status, String contentType, String body) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(status).withContentType(contentType);
        if (!body.isEmpty()) {
            response.withBody(body);
        }
        return problems(validator.validateResponse(
                URI.create(target).getPath(), Request.Method.valueOf(method), response.build()));
    }

    private static List<String> problems(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage() + " " + message.getAdditionalInfo())
                .toList();
    }
}
