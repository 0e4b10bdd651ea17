package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.http.Deadline;
import io.shiponce.carrier.http.Exchanges;
import io.shiponce.carrier.http.Reply;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The printable labels of an answer that was accepted: {@code label_download} of the description, either the file itself as a data
 * URL or an address to fetch it from. A label that is missing, too large, late or not what it says it is, is left out: the
 * acceptance counts without it, and ShipEngine keeps the file for 90 days.
 *
 * <p>Safe for any thread. The key goes to ShipEngine's own address only, no redirect is followed, and nothing is fetched in clear
 * text unless ShipEngine's address is.
 */
final class LabelFiles {
    /** Left of the send's time when fetching must be over, so that the acceptance is reported in time. */
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private static final byte[] PDF = "%PDF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] ZPL = {'^'};

    private final Exchanges exchanges;
    private final URI base;
    private final String apiKey;
    private final LabelOptions options;

    LabelFiles(Exchanges exchanges, ShipEngineSettings settings) {
        this.exchanges = exchanges;
        this.base = URI.create(settings.base());
        this.apiKey = settings.apiKey();
        this.options = settings.requests().options();
    }

    /** The label's file; where there is none for all packages together, those of the packages that have one. Never throws. */
    List<Label> of(JsonNode label, Deadline deadline) {
        if (!options.isWanted()) {
            return List.of();
        }
        try {
            List<Label> labels = new ArrayList<>();
            file(label, deadline).ifPresent(labels::add);
            if (labels.isEmpty()) {
                label.path("packages").forEach(part -> file(part, deadline).ifPresent(labels::add));
            }
            return labels;
        } catch (RuntimeException e) {
            // Whatever is wrong with a file: the consignment is accepted, and that must not be lost with it.
            return List.of();
        }
    }

    private Optional<Label> file(JsonNode holder, Deadline deadline) {
        JsonNode download = holder.path("label_download");
        return Json.text(download, options.format())
                .or(() -> Json.text(download, "href"))
                .flatMap(place -> place.startsWith("data:") ? inline(place) : fetched(place, deadline))
                .filter(content -> content.remaining() <= Label.MAX_BYTES && isOfFormat(content))
                .map(content -> new Label(options.mediaType(), content));
    }

    private static Optional<ByteBuffer> inline(String dataUrl) {
        int comma = dataUrl.indexOf(',');
        if (comma < 0 || !dataUrl.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
            return Optional.empty();
        }
        return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(dataUrl.substring(comma + 1))));
    }

    private Optional<ByteBuffer> fetched(String place, Deadline deadline) {
        URI uri;
        try {
            uri = new URI(place);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        boolean own = isOwn(uri);
        Deadline end = deadline.earlier(RESERVE);
        if (!(own || "https".equalsIgnoreCase(uri.getScheme())) || end.left().compareTo(Duration.ZERO) <= 0) {
            return Optional.empty();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
        if (own) {
            request.header(ShipEngineCarrier.KEY_HEADER, apiKey);
        }
        return exchanges.ask(request, end, Label.MAX_BYTES) instanceof Reply.Answer answer && answer.status() == 200
                ? Optional.of(answer.content())
                : Optional.empty();
    }

    private boolean isOwn(URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(base) == port(uri)
                && uri.getRawUserInfo() == null;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** A page that says "not found" is no label. */
    private boolean isOfFormat(ByteBuffer content) {
        byte[] start = switch (options.format()) {
            case "pdf" -> PDF;
            case "png" -> PNG;
            case "zpl" -> ZPL;
            default -> throw new AssertionError(options.format());
        };
        ByteBuffer view = content.duplicate();
        while (options.format().equals("zpl") && view.hasRemaining() && view.get(view.position()) <= ' ') {
            view.get();
        }
        return view.remaining() >= start.length
                && view.slice(view.position(), start.length).equals(ByteBuffer.wrap(start));
    }
}
