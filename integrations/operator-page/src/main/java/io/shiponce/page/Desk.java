package io.shiponce.page;

import io.shiponce.page.templates.JtemessageGenerated;
import io.shiponce.page.templates.JtesigninGenerated;
import io.shiponce.page.view.Frame;
import io.shiponce.page.view.Say;
import io.shiponce.page.view.Told;
import io.shiponce.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in who may come in, and sends them on to what they want to see ({@link Sights}) or do ({@link Deeds}). Safe for any thread. */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final String LANGUAGE = "shiponce-language";

    private static final Map<String, String> FILES = Map.of(
            "/page.css", "text/css; charset=utf-8",
            "/page.js", "text/javascript; charset=utf-8",
            "/icon.svg", "image/svg+xml");

    private final PageSettings settings;
    private final SignIn signIn;
    private final Guard guard;
    private final Sights sights;
    private final Deeds deeds;

    Desk(PageSettings settings, SignIn signIn, Guard guard, Sights sights, Deeds deeds) {
        this.settings = settings;
        this.signIn = signIn;
        this.guard = guard;
        this.sights = sights;
        this.deeds = deeds;
    }

    PageAnswer answer(PageRequest request) {
        if (!guard.isOurHost(request)) {
            return Answers.plain(421, "This page is not served under that name.");
        }
        Optional<Locale> chosen;
        Say say;
        try {
            chosen = Say.named(Form.of(request.query()).text("lang"));
            say = new Say(chosen.orElseGet(() -> usual(request)), settings.zone());
        } catch (IllegalArgumentException e) {
            return Answers.plain(400, "The address cannot be read.");
        }
        PageAnswer answer = answer(request, say);
        return chosen.isEmpty()
                ? answer
                : Answers.with(
                        answer,
                        "Set-Cookie",
                        LANGUAGE + "=" + chosen.get().getLanguage() + "; Path=" + cookiePath()
                                + "; HttpOnly; SameSite=Strict; Max-Age=31536000");
    }

    private static Locale usual(PageRequest request) {
        return request.cookie(LANGUAGE)
                .flatMap(Say::named)
                .orElseGet(() -> Say.best(request.header("accept-language").orElse("")));
    }

    private PageAnswer answer(PageRequest request, Say say) {
        try {
            return FILES.containsKey(request.path()) ? file(request.path()) : page(request, say);
        } catch (StoreException e) {
            LOG.warn("event=SO-508 The store did not answer the operator's page: {}", e.getMessage());
            return told(request, say, 503, Told.Result.UNKNOWN, say.of("store.unknown"));
        } catch (IllegalArgumentException e) {
            return told(request, say, 400, Told.Result.REFUSED, say.of("bad.request"));
        } catch (RuntimeException | Error e) {
            // Also an Error: the browser would wait for ever.
            LOG.error("event=SO-509 The operator's page failed at {}", request, e);
            return told(request, say, 500, Told.Result.UNKNOWN, say.of("failed"));
        }
    }

    private PageAnswer page(PageRequest request, Say say) {
        boolean writes = request.method().equals("POST");
        if (!writes && !request.method().equals("GET")) {
            return Answers.with(Answers.plain(405, "GET or POST"), "Allow", "GET, POST");
        }
        if (writes && !guard.isOurOrigin(request)) {
            return told(request, say, 403, Told.Result.REFUSED, say.of("guard.origin"));
        }
        if (request.path().equals("/sign-in") && signIn instanceof PasswordSignIn own) {
            return writes ? signIn(own, request, say) : signInForm(200, request, say, null, "");
        }
        Optional<String> actor = signIn.actor(request);
        if (actor.isEmpty()) {
            return signIn instanceof PasswordSignIn
                    ? Answers.seeOther(settings.path() + "/sign-in", Map.of())
                    : told(request, say, 401, Told.Result.REFUSED, say.of("guard.nobody"));
        }
        Visit visit = new Visit(
                request,
                frame(request, say, actor.get()),
                actor.get(),
                Form.of(writes ? request.form() : request.query()));
        if (!writes) {
            return sights.answer(visit, () -> signIn.actor(request).isPresent());
        }
        if (!guard.isOurToken(visit.fields().text("csrf"), visit.actor(), request)) {
            return told(request, say, 403, Told.Result.REFUSED, say.of("guard.token"));
        }
        return request.path().equals("/sign-out") && signIn instanceof PasswordSignIn own
                ? signOut(own, request)
                : deeds.answer(visit, sights);
    }

    private Frame frame(PageRequest request, Say say, @Nullable String actor) {
        return new Frame(
                say,
                settings.path(),
                request.path(),
                actor,
                actor == null ? "" : guard.token(actor, request),
                signIn instanceof PasswordSignIn);
    }

    private PageAnswer told(PageRequest request, Say say, int status, Told.Result result, String words) {
        Frame frame = frame(request, say, null);
        return Answers.html(
                status,
                out -> JtemessageGenerated.render(
                        out, null, frame, say.of("result." + result.name()), Told.of(result, words)));
    }

    private PageAnswer signInForm(int status, PageRequest request, Say say, @Nullable Told told, String name) {
        Frame frame = frame(request, say, null);
        return Answers.html(status, out -> JtesigninGenerated.render(out, null, frame, told, name));
    }

    private PageAnswer signIn(PasswordSignIn own, PageRequest request, Say say) {
        Form form = Form.of(request.form());
        PasswordSignIn.Attempt attempt = own.signIn(
                request.remote(), form.text("name"), form.raw("password"), cookiePath(), guard.isSecure(request));
        if (attempt instanceof PasswordSignIn.Attempt.Done done) {
            LOG.info("event=SO-506 Somebody signed in to the operator's page");
            return Answers.seeOther(settings.path() + "/", Map.of("Set-Cookie", done.cookie()));
        } else if (attempt instanceof PasswordSignIn.Attempt.Wrong) {
            LOG.warn("event=SO-507 A wrong password was given to the operator's page");
            return signInForm(
                    403, request, say, Told.of(Told.Result.REFUSED, say.of("signIn.wrong")), form.text("name"));
        } else if (attempt instanceof PasswordSignIn.Attempt.TooMany many) {
            Told told = Told.of(Told.Result.REFUSED, say.of("signIn.tooMany", say.age(many.left())));
            return Answers.with(
                    signInForm(429, request, say, told, form.text("name")),
                    "Retry-After",
                    Long.toString(many.left().toSeconds() + 1));
        }
        throw new AssertionError(attempt);
    }

    private PageAnswer signOut(PasswordSignIn own, PageRequest request) {
        return Answers.seeOther(
                settings.path() + "/sign-in",
                Map.of("Set-Cookie", own.signOut(request, cookiePath(), guard.isSecure(request))));
    }

    private String cookiePath() {
        return settings.path().isEmpty() ? "/" : settings.path();
    }

    private static PageAnswer file(String path) {
        try (InputStream in = Desk.class.getResourceAsStream(path.substring(1))) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + path);
            }
            return Answers.text(
                    200, FILES.getOrDefault(path, ""), new String(in.readAllBytes(), StandardCharsets.UTF_8), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
