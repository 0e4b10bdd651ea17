package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Shipment;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each protection of the page, attacked. */
@Timeout(60)
class PageSecurityTest {
    private static final String HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&{7*7}'";

    private final Rig rig = new Rig(0);

    @AfterEach
    void close() {
        rig.close();
    }

    private Browser stranger() {
        return new Browser(rig.page, Rig.ORIGIN);
    }

    /** Holds a shipment, as a form of the page would. */
    private static PageAnswer hold(Browser browser, Shipment shipment, String token) {
        return browser.postWithoutToken("/act", "action", "hold", "on", Rig.on(shipment), "reason", "x", "csrf", token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/doubts", "/rejected", "/shipments", "/shipments/s-1", "/live", "/elsewhere"})
    void whoHasNotSignedInSeesNothing(String path) {
        rig.accepted("1");

        PageAnswer answer = stranger().get(path);

        assertEquals(303, answer.status());
        assertEquals("/sign-in", answer.headers().get("Location"));
        assertEquals("", answer.text());
    }

    @Test
    void whoHasNotSignedInDoesNothing() {
        Shipment pending = rig.accepted("1");
        String token = rig.signedIn("Ada").token();

        assertEquals(303, hold(stranger(), pending, token).status());
        assertEquals(
                303, stranger().postWithoutToken("/runs/start", "csrf", token).status());

        assertEquals(pending, rig.now(pending));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "correct horse", "correct horse battery ", " correct horse battery", "CORRECT HORSE BATTERY"
            })
    void onlyTheWholePasswordOpens(String password) {
        PageAnswer answer = stranger().postWithoutToken("/sign-in", "name", "Ada", "password", password);

        assertEquals(403, answer.status());
        assertNull(answer.headers().get("Set-Cookie"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void nobodySignsInWithoutAName(String name) {
        assertEquals(
                403,
                stranger()
                        .postWithoutToken("/sign-in", "name", name, "password", Rig.PASSWORD)
                        .status());
        assertEquals(
                403,
                stranger()
                        .postWithoutToken("/sign-in", "name", "x".repeat(201), "password", Rig.PASSWORD)
                        .status());
    }

    @Test
    void guessingIsSlowedDownForOneAddressAndForAll() {
        AtomicLong nanos = new AtomicLong();
        PasswordSignIn signIn = PasswordSignIn.of(Rig.PASSWORD, nanos::get);
        for (int i = 0; i < 5; i++) {
            assertTrue(
                    signIn.signIn("1.2.3.4", "Ada", "guess" + i, "/", false) instanceof PasswordSignIn.Attempt.Wrong);
        }
        // Not even the right one is looked at, or the guesser would know.
        assertTrue(signIn.signIn("1.2.3.4", "Ada", Rig.PASSWORD, "/", false) instanceof PasswordSignIn.Attempt.TooMany);
        assertTrue(signIn.signIn("5.6.7.8", "Ada", Rig.PASSWORD, "/", false) instanceof PasswordSignIn.Attempt.Done);
        for (int i = 0; i < 45; i++) {
            signIn.signIn("10.0.0." + i, "Ada", "guess", "/", false);
        }
        assertTrue(signIn.signIn("5.6.7.8", "Ada", Rig.PASSWORD, "/", false) instanceof PasswordSignIn.Attempt.TooMany);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertTrue(signIn.signIn("1.2.3.4", "Ada", Rig.PASSWORD, "/", false) instanceof PasswordSignIn.Attempt.Done);
    }

    @Test
    void thePageSaysWhenToTryAgain() {
        for (int i = 0; i < 5; i++) {
            stranger().from("1.2.3.4").postWithoutToken("/sign-in", "name", "Ada", "password", "guess");
        }
        PageAnswer answer =
                stranger().from("1.2.3.4").postWithoutToken("/sign-in", "name", "Ada", "password", Rig.PASSWORD);

        assertEquals(429, answer.status());
        assertTrue(Integer.parseInt(answer.headers().get("Retry-After")) <= 61);
    }

    @Test
    void aSessionEndsByItselfAndBySigningOut() {
        AtomicLong nanos = new AtomicLong();
        Sessions sessions = new Sessions(nanos::get);
        String secret = sessions.open("Ada");
        for (int i = 0; i < 13; i++) {
            assertEquals(Optional.of("Ada"), sessions.actor(secret));
            nanos.addAndGet(TimeUnit.MINUTES.toNanos(55));
        }
        assertEquals(Optional.of("Ada"), sessions.actor(secret), "used a moment ago, five minutes before twelve hours");
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(10));
        assertEquals(Optional.empty(), sessions.actor(secret), "twelve hours are over");
        String idle = sessions.open("Ada");
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(61));
        assertEquals(Optional.empty(), sessions.actor(idle), "an hour without a request");
        assertEquals(Optional.empty(), sessions.actor("made up"));

        Browser ada = rig.signedIn("Ada");
        String cookie = ada.post("/sign-out").headers().get("Set-Cookie");
        assertTrue(cookie.contains("Max-Age=0"), cookie);
        assertEquals(303, ada.get("/").status());
    }

    @Test
    void aSessionThatWasEndedIsOverAlsoForWhoKeptItsCookie() {
        Browser ada = rig.signedIn("Ada");
        PageAnswer signIn = stranger().postWithoutToken("/sign-in", "name", "Bob", "password", Rig.PASSWORD);
        String cookie = signIn.headers().get("Set-Cookie").split(";")[0];
        PageRequest kept = new PageRequest(
                "GET", "/", "", Map.of("Host", List.of("localhost:8080"), "Cookie", List.of(cookie)), "", "127.0.0.1");
        assertEquals(200, rig.page.answer(kept).status());
        String token = rig.page.answer(kept).text().replaceAll("(?s).*?name=\"csrf\" value=\"([0-9a-f]+)\".*", "$1");
        PageRequest out = new PageRequest(
                "POST",
                "/sign-out",
                "",
                Map.of(
                        "Host", List.of("localhost:8080"),
                        "Origin", List.of(Rig.ORIGIN),
                        "Cookie", List.of(cookie)),
                "csrf=" + token,
                "127.0.0.1");
        assertEquals(303, rig.page.answer(out).status());

        assertEquals(303, rig.page.answer(kept).status());
        assertEquals(200, ada.get("/").status());
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        String cookie = stranger()
                .postWithoutToken("/sign-in", "name", "Ada", "password", Rig.PASSWORD)
                .headers()
                .get("Set-Cookie");

        assertTrue(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"), cookie);
        assertTrue(cookie.contains("; Path=/;"), cookie);
        assertFalse(cookie.contains("Secure"), "http on loopback: " + cookie);
    }

    @Test
    void overTlsTheCookieIsForTlsOnly() {
        try (Rig proxied = new Rig(
                0,
                PasswordSignIn.of(Rig.PASSWORD),
                new PageSettings("/shiponce", Set.of("https://ops.example.com"), ZoneOffset.UTC))) {
            PageAnswer answer = new Browser(proxied.page, "https://ops.example.com")
                    .postWithoutToken("/sign-in", "name", "Ada", "password", Rig.PASSWORD);

            assertEquals("/shiponce/", answer.headers().get("Location"));
            assertTrue(answer.headers().get("Set-Cookie").contains("; Secure"));
            assertTrue(answer.headers().get("Set-Cookie").contains("; Path=/shiponce;"));
            assertEquals(421, new Browser(proxied.page, Rig.ORIGIN).get("/").status());
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "localhost:8080.evil.example",
                "127.0.0.2"
            })
    void aNameThatSomebodyElsePointedAtUsIsNotOurs(String host) {
        Browser ada = rig.signedIn("Ada");

        PageAnswer answer = ada.with("Host", host).get("/");

        assertEquals(421, answer.status());
        assertFalse(answer.text().contains("csrf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:8080"})
    void loopbackIsOurs(String host) {
        assertEquals(303, stranger().with("Host", host).get("/").status());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://localhost:8080",
                "http://localhost:8081",
                "http://localhost"
            })
    void aFormOfAnotherSiteDoesNothing(String origin) {
        Shipment pending = rig.accepted("1");
        Browser ada = rig.signedIn("Ada");
        String token = ada.token();

        PageAnswer answer = hold(ada.with("Origin", origin), pending, token);

        assertEquals(403, answer.status());
        assertEquals(pending, rig.now(pending));
        assertEquals(
                403,
                ada.postWithoutToken("/sign-in", "name", "Ada", "password", Rig.PASSWORD)
                        .status());
    }

    @Test
    void whereTheBrowserSendsNoOriginTheReferrerCounts() {
        Shipment pending = rig.accepted("1");
        Browser ada = rig.signedIn("Ada");
        String token = ada.token();
        ada.with("Origin", null);

        assertEquals(
                403,
                hold(ada.with("Referer", "http://evil.example/?http://localhost:8080"), pending, token)
                        .status());
        assertEquals(
                303,
                hold(ada.with("Referer", "http://localhost:8080/doubts"), pending, token)
                        .status());
    }

    @Test
    void aFormWithoutItsTokenOrWithAnothersDoesNothing() {
        Shipment pending = rig.accepted("1");
        Browser ada = rig.signedIn("Ada");
        String bobs = rig.signedIn("Bob").token();
        String adasOtherSession = rig.signedIn("Ada").token();

        assertNotEquals(bobs, ada.token());
        for (String token : List.of("", "0", bobs, adasOtherSession)) {
            assertEquals(403, hold(ada, pending, token).status());
        }
        assertEquals(pending, rig.now(pending));
        assertEquals(303, hold(ada, pending, ada.token()).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/sign-in", "/page.css", "/page.js", "/icon.svg", "/shipments/none", "/live", "/?x=%zz"})
    void everyAnswerHasAllItsHeaders(String path) {
        rig.accepted("1");
        for (Browser browser :
                List.of(rig.signedIn("Ada"), stranger(), stranger().with("Host", "evil.example"))) {
            PageAnswer answer = browser.get(path);

            String policy = answer.headers().get("Content-Security-Policy");
            assertTrue(policy.contains("default-src 'none'"), policy);
            assertTrue(policy.contains("script-src 'self'") && policy.contains("style-src 'self'"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertTrue(policy.contains("form-action 'self'") && policy.contains("base-uri 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals("nosniff", answer.headers().get("X-Content-Type-Options"));
            assertEquals("no-store", answer.headers().get("Cache-Control"));
            assertEquals("same-origin", answer.headers().get("Referrer-Policy"));
        }
    }

    @Test
    void noPageNeedsWhatThePolicyForbids() throws Exception {
        Shipment shipment = rig.accepted("1");
        rig.carrier.otherwise(permit -> Reply.rejected("no"));
        rig.dispatch();
        Browser ada = rig.signedIn("Ada");
        for (String path :
                List.of("/", "/doubts", "/rejected", "/shipments", "/shipments/" + shipment.id(), "/sign-in")) {
            String text = ada.get(path).text();
            assertFalse(text.matches("(?is).*<script(?![^>]*src=).*"), path);
            assertFalse(text.matches("(?is).*(<style|\\sstyle=|\\son[a-z]+=|javascript:|data:).*"), path);
        }
    }

    @Test
    void whatOrdersAndPeopleSayIsText() throws Exception {
        String name = HOSTILE;
        Shipment pending = rig.accepted(HOSTILE, HOSTILE, name);
        Browser ada = rig.signedIn(HOSTILE);
        ada.post("/act", "action", "hold", "on", Rig.on(pending), "reason", HOSTILE);
        ada.post("/carriers/pause", "carrier", "reference", "reason", HOSTILE);
        assertHarmless(ada);
        ada.post("/act", "action", "retry", "on", Rig.on(rig.now(pending)), "reason", HOSTILE);
        rig.engine.operator().resume("reference", "Ada");
        rig.carrier.otherwise(permit -> Reply.rejected(HOSTILE));
        rig.dispatch();
        assertEquals(ShipmentState.REJECTED, rig.now(pending).state());
        assertHarmless(ada);
        rig.engine.operator().amend(rig.now(pending), before -> before, HOSTILE, HOSTILE);
        rig.carrier.otherwise(permit -> Reply.lost());
        rig.dispatch();
        assertEquals(ShipmentState.IN_DOUBT, rig.now(pending).state());
        assertHarmless(ada);
        ada.post("/act", "action", "sent", "tracking", HOSTILE, "on", Rig.on(rig.now(pending)), "reason", HOSTILE);
        ada.post("/runs/start", "shop", HOSTILE, "order", HOSTILE, "carrier", HOSTILE.substring(0, 40));
        assertEquals(HOSTILE, rig.now(pending).trackingNumber());
        assertHarmless(ada);
    }

    private void assertHarmless(Browser browser) {
        Shipment shipment =
                rig.engine.operator().page(ShipmentFilter.ALL, null, 1).get(0);
        String encoded = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
        for (PageAnswer answer : List.of(
                browser.get("/"),
                browser.get("/doubts"),
                browser.get("/rejected"),
                browser.get("/shipments?q=" + encoded + "&carrier=" + encoded),
                browser.get("/shipments"),
                browser.get("/shipments/" + shipment.id()),
                browser.get("/?done=" + encoded),
                browser.post(
                        "/act", "action", "sent", "tracking", HOSTILE, "on", "999@" + shipment.id(), "reason", HOSTILE),
                browser.post("/amend", "on", "999@" + shipment.id(), "name", HOSTILE, "reason", HOSTILE),
                browser.postWithoutToken("/sign-in", "name", HOSTILE, "password", "wrong"))) {
            String text = answer.text();
            assertFalse(text.contains("<script>alert") || text.contains("<img src=x"), text);
            assertFalse(text.matches("(?s).*=\"[^\"]*\"><script.*"), text);
            assertTrue(answer.status() < 500, text);
        }
    }

    @Test
    void anAnswerToWhatWasTypedGoesNowhereElse() {
        Browser ada = rig.signedIn("Ada");
        Shipment pending = rig.accepted("1");

        for (String back : List.of("//evil.example", "http://evil.example", "/shipments", "\r\nSet-Cookie: a=b")) {
            Shipment now = rig.now(pending);
            String action = now.held() == null ? "hold" : "retry";
            String location = ada.post("/act", "action", action, "on", Rig.on(now), "reason", "x", "back", back)
                    .headers()
                    .get("Location");
            assertEquals("/shipments/" + pending.id() + "?done=" + action, location);
        }
    }

    @Test
    void aFormThatIsTooLongOrHasTooManyFieldsIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PageRequest("POST", "/act", "", Map.of(), "x".repeat(PageRequest.MAX_FORM + 1), ""));
        assertThrows(IllegalArgumentException.class, () -> Form.of("a&".repeat(3_001)));
        Browser ada = rig.signedIn("Ada");
        StringBuilder many = new StringBuilder("action=hold&reason=x&csrf=" + ada.token());
        for (int i = 0; i <= 100; i++) {
            many.append("&on=1@s-").append(i);
        }
        assertEquals(400, ada.send("POST", "/act", "", many.toString()).status());
    }

    @Test
    void theShopsOwnSignInIsAskedEachTimeAndItsNameIsRecorded() {
        AtomicLong asked = new AtomicLong();
        SignIn host = request -> {
            asked.incrementAndGet();
            return request.header("x-shop-user");
        };
        try (Rig shop = new Rig(0, host, new PageSettings("/admin", Set.of("https://shop.example"), ZoneOffset.UTC))) {
            Shipment pending = shop.accepted("1");
            Browser browser = new Browser(shop.page, "https://shop.example");
            assertEquals(401, browser.get("/").status());
            assertEquals(
                    404, browser.with("x-shop-user", "carla").get("/sign-in").status());

            String carlas = browser.token();
            assertEquals(
                    403,
                    hold(browser.with("x-shop-user", "dora"), pending, carlas).status());
            assertEquals(pending, shop.now(pending));

            browser.with("x-shop-user", "carla").post("/act", "action", "hold", "on", Rig.on(pending), "reason", "x");

            assertEquals("x", shop.now(pending).held());
            List<HistoryEntry> history = shop.store.history(pending.id());
            assertEquals("carla", history.get(history.size() - 1).actor());
            assertTrue(asked.get() >= 3);
            assertFalse(browser.get("/").text().contains("sign-out"));
        }
    }

    @Test
    void anErrorIsAnsweredToo() {
        try (Rig shop = new Rig(
                0,
                request -> {
                    throw new NoSuchMethodError("secret");
                },
                new PageSettings("", Set.of(), ZoneOffset.UTC))) {
            PageAnswer answer = new Browser(shop.page, Rig.ORIGIN).get("/");

            assertEquals(500, answer.status());
            assertFalse(answer.text().contains("secret"));
        }
    }

    @Test
    void aSignInThatFailsRefusesTheRequest() {
        try (Rig shop = new Rig(
                0,
                request -> {
                    throw new IllegalStateException("no directory");
                },
                new PageSettings("", Set.of(), ZoneOffset.UTC))) {
            PageAnswer answer = new Browser(shop.page, Rig.ORIGIN).get("/");

            assertEquals(500, answer.status());
            assertFalse(answer.text().contains("no directory"));
        }
    }
}
