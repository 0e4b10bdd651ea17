package io.shiponce.page;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.shiponce.page.templates.JteliveGenerated;
import io.shiponce.page.view.Figures;
import io.shiponce.page.view.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes answers; every one of them has the headers of {@link Guard}. Stateless and safe for any thread. */
final class Answers {
    private Answers() {}

    /** Renders a template, which escapes what it prints by where it stands. */
    static String rendered(Consumer<HtmlTemplateOutput> template) {
        StringOutput text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }

    static PageAnswer html(int status, Consumer<HtmlTemplateOutput> template) {
        return text(status, "text/html; charset=utf-8", rendered(template), Map.of());
    }

    static PageAnswer plain(int status, String text) {
        return text(status, "text/plain; charset=utf-8", text + "\n", Map.of());
    }

    static PageAnswer seeOther(String path, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Location", path);
        return text(303, "text/plain; charset=utf-8", "", headers);
    }

    static PageAnswer text(int status, String type, String text, Map<String, String> more) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new PageAnswer(status, headers(type, more), out -> out.write(bytes), false);
    }

    static PageAnswer stream(PageAnswer.Body body) {
        return new PageAnswer(200, headers("text/event-stream; charset=utf-8", Map.of()), body, true);
    }

    /** The same with one more header. */
    static PageAnswer with(PageAnswer answer, String name, String value) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.put(name, value);
        return new PageAnswer(answer.status(), headers, answer.body(), answer.endless());
    }

    private static Map<String, String> headers(String type, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(Guard.HEADERS);
        headers.put("Content-Type", type);
        headers.putAll(more);
        return headers;
    }

    /** The part of the overview that is renewed while it is watched. */
    static String live(Frame frame, Figures figures) {
        return rendered(out -> JteliveGenerated.render(out, null, frame, figures));
    }
}
