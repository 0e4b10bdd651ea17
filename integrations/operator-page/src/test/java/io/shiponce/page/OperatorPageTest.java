package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Shipment;
import io.shiponce.store.Action;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.Control;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.Transition;
import io.shiponce.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see and do, without a network. */
@Timeout(60)
class OperatorPageTest {
    private final Rig rig = new Rig(0);

    @AfterEach
    void close() {
        rig.close();
    }

    private Shipment doubt(String number) throws Exception {
        Shipment accepted = rig.accepted(number);
        rig.carrier.otherwise(permit -> Reply.lost());
        rig.dispatch();
        rig.carrier.otherwise(permit -> Reply.normal());
        Shipment doubt = rig.now(accepted);
        assertEquals(ShipmentState.IN_DOUBT, doubt.state());
        return doubt;
    }

    private Shipment rejected(String number) throws Exception {
        Shipment accepted = rig.accepted(number);
        rig.carrier.otherwise(permit -> Reply.rejected("postal code unknown"));
        rig.dispatch();
        rig.carrier.otherwise(permit -> Reply.normal());
        return rig.now(accepted);
    }

    /** The same, of what a newer version planned: this one cannot read it. */
    private Shipment rejectedByNewer(String number) throws Exception {
        Shipment seen = rejected(number);
        Payload newer = Payload.of("{\"v\":7}".getBytes(StandardCharsets.UTF_8));
        rig.store.transition(List.of(new Transition(
                seen.id(),
                seen.version(),
                "Ada",
                new Action.Amend("SO-NEWER", "SONEWER", "1:00", newer, "of a newer version"))));
        ClaimRequest wanted = new ClaimRequest(
                "reference",
                ShipmentFilter.ALL,
                1,
                10,
                new ClaimTerms(Duration.ofMinutes(1), Duration.ofMinutes(2), RecoveryTerms.of(0, "*", "1")));
        EngineId engine = new EngineId("newer");
        ExchangeId claim = new ExchangeId("newer-claim");
        long incarnation = rig.store.control().incarnation();
        ShipmentRecord claimed = rig.store
                .exchange(new ExchangeRequest(claim, engine, incarnation, List.of(), List.of(wanted), 0))
                .claimed()
                .get(0)
                .shipment();
        Settlement refused = new Settlement(
                seen.id(),
                claim,
                claimed.revision(),
                claimed.attempt(),
                engine,
                incarnation,
                new Outcome.Rejected("postal code unknown"));
        rig.store.exchange(new ExchangeRequest(
                new ExchangeId("newer-settlement"), engine, incarnation, List.of(refused), List.of(), 0));
        return rig.now(seen);
    }

    private static void assertSays(PageAnswer answer, int status, String... words) {
        String text = answer.text();
        assertEquals(status, answer.status(), text);
        for (String word : words) {
            assertTrue(text.contains(word), () -> "lacks \"" + word + "\": " + text);
        }
    }

    private static void assertGoesTo(PageAnswer answer, String path) {
        assertEquals(303, answer.status(), answer::text);
        assertEquals(path, answer.headers().get("Location"));
    }

    private HistoryEntry last(Shipment shipment) {
        List<HistoryEntry> history = rig.store.history(shipment.id());
        return history.get(history.size() - 1);
    }

    private void assertRecorded(Shipment shipment, HistoryEntry.Kind kind, String actor, String reason) {
        HistoryEntry entry = last(shipment);
        assertEquals(kind, entry.kind());
        assertEquals(actor, entry.actor());
        assertTrue(entry.detail().contains(reason), entry::detail);
    }

    @Test
    void theOverviewCountsByCarrierAndState() throws Exception {
        doubt("1");
        rig.accepted("2");
        rejected("3");

        PageAnswer overview = rig.signedIn("Ada").get("/");

        assertSays(overview, 200, "2 of 3 are finished", "<th scope=\"row\">reference</th>");
    }

    @Test
    void aDoubtShowsItsEvidence() throws Exception {
        Shipment doubt = doubt("1");

        String text = rig.signedIn("Ada").get("/doubts").text();

        for (String evidence : List.of(
                doubt.reference(),
                "process " + ProcessHandle.current().pid(),
                "Careful: a process",
                "lasts until",
                "number 1, claimed at",
                "Answer unknown")) {
            assertTrue(text.contains(evidence), () -> "lacks " + evidence + ": " + text);
        }
    }

    @Test
    void r13_sentIsConfirmedUnderItsNumber() throws Exception {
        Shipment doubt = doubt("1");
        Browser ada = rig.signedIn("Ada");

        PageAnswer answer =
                ada.post("/act", "action", "sent", "on", Rig.on(doubt), "tracking", "T-1", "reason", "on the phone");

        assertGoesTo(answer, "/shipments/" + doubt.id() + "?done=sent");
        assertSays(ada.get(answer.headers().get("Location")), 200, "Declared sent", "T-1");
        assertEquals(ShipmentState.CONFIRMED, rig.now(doubt).state());
        assertEquals("T-1", rig.now(doubt).trackingNumber());
        assertRecorded(doubt, HistoryEntry.Kind.DECLARED_SENT, "Ada", "on the phone");
    }

    @Test
    void r13_notSentIsRefusedBeforeTheQuietTimeAndSaysWhy() throws Exception {
        Shipment doubt = doubt("1");

        PageAnswer answer = rig.signedIn("Ada")
                .post("/act", "action", "not-sent", "on", Rig.on(doubt), "reason", "not in their portal");

        assertSays(answer, 409, "quiet time lasts until", "may still be sending it", "value=\"not in their portal\"");
        assertEquals(doubt, rig.now(doubt));
    }

    @Test
    void r13_notSentAfterTheQuietTimeIsSentByTheNextRun() throws Exception {
        Shipment doubt = doubt("1");
        rig.clock.advance(Duration.ofMinutes(1));
        Browser ada = rig.signedIn("Ada");

        assertGoesTo(
                ada.post(
                        "/act",
                        "action",
                        "not-sent",
                        "on",
                        Rig.on(doubt),
                        "reason",
                        "not in their portal",
                        "back",
                        "/doubts"),
                "/doubts?done=not-sent");

        assertEquals(ShipmentState.PENDING, rig.now(doubt).state());
        assertRecorded(doubt, HistoryEntry.Kind.DECLARED_NOT_SENT, "Ada", "not in their portal");
        assertGoesTo(ada.post("/act", "action", "run", "on", Rig.on(rig.now(doubt))), "/?done=run");
        rig.dispatch();
        assertEquals(ShipmentState.CONFIRMED, rig.now(doubt).state());
    }

    @Test
    void r13_aSecondTabIsToldThatSomebodyWasFaster() throws Exception {
        Shipment doubt = doubt("1");
        rig.clock.advance(Duration.ofMinutes(1));
        Browser ada = rig.signedIn("Ada");
        Browser bob = rig.signedIn("Bob");

        ada.post("/act", "action", "sent", "on", Rig.on(doubt), "tracking", "T-1", "reason", "on the phone");
        PageAnswer late = bob.post("/act", "action", "not-sent", "on", Rig.on(doubt), "reason", "not there");

        assertSays(late, 409, "Somebody was faster: it is now Confirmed");
        assertEquals("T-1", rig.now(doubt).trackingNumber());
        assertEquals("Ada", last(doubt).actor());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "not-sent", "look-up", "cancel", "hold", "retry", "reship"})
    void r13_nothingIsDoneOnAVersionThatNobodySees(String action) throws Exception {
        Shipment seen = doubt("1");
        rig.engine.operator().cancel(seen, "somebody else", "changed their mind");
        Shipment now = rig.now(seen);
        rig.clock.advance(Duration.ofMinutes(1));

        PageAnswer answer = rig.signedIn("Ada")
                .post("/act", "action", action, "on", Rig.on(seen), "tracking", "T-1", "reason", "because");

        assertSays(answer, 409, "Somebody was faster");
        assertEquals(now, rig.now(seen));
    }

    @Test
    void aSelectionIsJudgedOneByOne() throws Exception {
        Shipment first = doubt("1");
        Shipment second = doubt("2");
        Shipment third = doubt("3");
        rig.clock.advance(Duration.ofMinutes(1));
        rig.engine.operator().declareSent(second, "T-2", "Bob", "on the phone");

        PageAnswer answer = rig.signedIn("Ada")
                .post(
                        "/act",
                        "action",
                        "not-sent",
                        "reason",
                        "not there",
                        "on",
                        Rig.on(first),
                        "on",
                        Rig.on(second),
                        "on",
                        Rig.on(third),
                        "on",
                        Rig.on(third));

        assertSays(answer, 200, "2 of 3 done", "Somebody was faster: it is now Confirmed");
        assertEquals(ShipmentState.PENDING, rig.now(first).state());
        assertEquals(ShipmentState.CONFIRMED, rig.now(second).state());
        assertEquals(ShipmentState.PENDING, rig.now(third).state());
    }

    @Test
    void anEmptySelectionDoesNothing() {
        assertSays(rig.signedIn("Ada").post("/act", "action", "cancel", "reason", "x"), 200, "Nothing was selected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void aReasonIsNeeded(String reason) {
        Shipment pending = rig.accepted("1");

        PageAnswer answer = rig.signedIn("Ada").post("/act", "action", "hold", "on", Rig.on(pending), "reason", reason);

        assertSays(answer, 409, "A reason is needed");
        assertEquals(pending, rig.now(pending));
    }

    @Test
    void aReasonThatIsTooLongAndASentWithoutItsNumberAreRefused() throws Exception {
        Shipment doubt = doubt("1");
        Browser ada = rig.signedIn("Ada");

        assertSays(
                ada.post("/act", "action", "sent", "on", Rig.on(doubt), "tracking", " ", "reason", "x"),
                409,
                "A tracking number is needed");
        assertSays(
                ada.post("/act", "action", "cancel", "on", Rig.on(doubt), "reason", "x".repeat(501)),
                409,
                "A reason is needed");
        assertEquals(doubt, rig.now(doubt));
    }

    @Test
    void heldIsReleasedAndCancelled() {
        Shipment pending = rig.accepted("1");
        Browser ada = rig.signedIn("Ada");

        ada.post("/act", "action", "hold", "on", Rig.on(pending), "reason", "out of stock");
        assertEquals("out of stock", rig.now(pending).held());
        assertSays(ada.get("/shipments?held=on"), 200, "held: out of stock");
        ada.post("/act", "action", "retry", "on", Rig.on(rig.now(pending)), "reason", "it came");
        assertNull(rig.now(pending).held());
        PageAnswer cancelled =
                ada.post("/act", "action", "cancel", "on", Rig.on(rig.now(pending)), "reason", "not wanted");
        assertGoesTo(cancelled, "/shipments/" + pending.id() + "?done=cancel");
        assertEquals(ShipmentState.CANCELLED, rig.now(pending).state());
        assertRecorded(pending, HistoryEntry.Kind.CANCEL, "Ada", "not wanted");
    }

    @Test
    void aCancellationOfWhatIsConfirmedIsAskedOfItsCarrier() throws Exception {
        Shipment accepted = rig.accepted("1");
        rig.dispatch();
        Browser ada = rig.signedIn("Ada");

        PageAnswer answer =
                ada.post("/act", "action", "cancel", "on", Rig.on(rig.now(accepted)), "reason", "not wanted");

        assertSays(ada.get(answer.headers().get("Location")), 200, "The wish is kept", "the carrier cancelled it");
        assertEquals(ShipmentState.CONFIRMED, rig.now(accepted).state());
    }

    private Shipment confirmed(String number) throws Exception {
        Shipment accepted = rig.accepted(number);
        rig.dispatch();
        Shipment confirmed = rig.now(accepted);
        assertEquals(ShipmentState.CONFIRMED, confirmed.state());
        return confirmed;
    }

    private List<Shipment> all() {
        return rig.engine.operator().page(ShipmentFilter.ALL, null, 100);
    }

    @Test
    void whatWasLostIsSentAgainAsANewShipment() throws Exception {
        Shipment confirmed = confirmed("1");
        Browser ada = rig.signedIn("Ada");
        assertSays(ada.get("/shipments/" + confirmed.id()), 200, "Send the goods once more", "value=\"reship\"");

        PageAnswer answer =
                ada.post("/act", "action", "reship", "on", Rig.on(confirmed), "reason", "declared lost by the carrier");

        assertGoesTo(answer, "/shipments/" + confirmed.id() + "?done=reship");
        Shipment spawned = all().stream()
                .filter(one -> confirmed.id().equals(one.reshipOf()))
                .findFirst()
                .orElseThrow();
        assertEquals(ShipmentState.PENDING, spawned.state());
        assertNotEquals(confirmed.reference(), spawned.reference());
        assertRecorded(confirmed, HistoryEntry.Kind.RESHIPPED, "Ada", "declared lost by the carrier");
        assertSays(
                ada.get(answer.headers().get("Location")),
                200,
                "A new shipment was made",
                spawned.id().value());
        assertSays(ada.get("/shipments/" + spawned.id()), 200, "Repeats", "/shipments/" + confirmed.id());
        rig.dispatch();
        assertEquals(ShipmentState.CONFIRMED, rig.now(spawned).state());
        assertEquals(2, rig.carrier.ledger().size());
    }

    @Test
    void r13_aDoubleClickReshipsOnce() throws Exception {
        Shipment confirmed = confirmed("1");
        Browser ada = rig.signedIn("Ada");
        String[] form = {"action", "reship", "on", Rig.on(confirmed), "reason", "lost"};

        ada.post("/act", form);
        assertSays(ada.post("/act", form), 409, "Somebody was faster");

        assertEquals(2, all().size());
    }

    @Test
    void onlyWhatIsConfirmedOrCancelledIsReshipped() throws Exception {
        Shipment doubt = doubt("1");
        Shipment rejected = rejected("2");
        Shipment pending = rig.accepted("3");
        Browser ada = rig.signedIn("Ada");

        for (Shipment one : List.of(doubt, rejected, pending)) {
            assertFalse(ada.get("/shipments/" + one.id()).text().contains("value=\"reship\""));
            assertSays(
                    ada.post("/act", "action", "reship", "on", Rig.on(one), "reason", "lost"),
                    409,
                    "only a confirmed or cancelled shipment can be shipped again");
        }
        assertEquals(3, all().size());
        rig.engine.operator().cancel(pending, "Bob", "not wanted");
        assertGoesTo(
                ada.post("/act", "action", "reship", "on", Rig.on(rig.now(pending)), "reason", "wanted after all"),
                "/shipments/" + pending.id() + "?done=reship");
        assertEquals(4, all().size());
    }

    @Test
    void reshippingNeedsAReasonAndThePagesToken() throws Exception {
        Shipment confirmed = confirmed("1");
        Browser ada = rig.signedIn("Ada");

        assertSays(
                ada.post("/act", "action", "reship", "on", Rig.on(confirmed), "reason", " "),
                409,
                "A reason is needed");
        assertEquals(
                403,
                ada.postWithoutToken("/act", "action", "reship", "on", Rig.on(confirmed), "reason", "lost")
                        .status());
        assertEquals(confirmed, rig.now(confirmed));
        assertSays(
                ada.with("Accept-Language", "de").get("/shipments/" + confirmed.id()),
                200,
                "Die Ware noch einmal senden");
    }

    @Test
    void theShopsOwnRuleIsShownToThePerson() throws Exception {
        Shipment confirmed = confirmed("1");
        Browser ada = rig.signedIn("Ada");
        rig.engine.operator().pause("reference", "Bob", "strike");
        String since = rig.store.control().pauses().get("reference").since().toString();
        rig.refusal = "two people must agree";

        assertSays(
                ada.post("/act", "action", "reship", "on", Rig.on(confirmed), "reason", "lost"),
                409,
                "two people must agree");
        assertSays(ada.post("/carriers/resume", "carrier", "reference", "since", since), 409, "two people must agree");

        assertEquals(confirmed, rig.now(confirmed));
        assertTrue(rig.store.control().isPaused("reference"));
    }

    @Test
    void whatANewerVersionPlannedIsShownAndCannotBeAmended() throws Exception {
        Shipment newer = rejectedByNewer("1");
        assertEquals(ShipmentState.REJECTED, newer.state());

        PageAnswer answer = rig.signedIn("Ada").get("/shipments/" + newer.id());

        assertSays(answer, 200, "SO-NEWER", "postal code unknown");
        assertFalse(answer.text().contains("id=\"amend\""), answer::text);
    }

    @Test
    void r7_whatIsAmendedGoesUnderANewReference() throws Exception {
        Shipment rejected = rejected("1");
        Browser ada = rig.signedIn("Ada");
        assertSays(ada.get("/rejected"), 200, "postal code unknown");
        assertSays(ada.get("/shipments/" + rejected.id()), 200, "value=\"86150\"", "value=\"350\"");

        PageAnswer answer = ada.post(
                "/amend",
                "on",
                Rig.on(rejected),
                "name",
                "Ada Ahorn",
                "street1",
                "Maximilianstr. 1",
                "postalCode",
                "86152",
                "city",
                "Augsburg",
                "country",
                "DE",
                "grams0",
                "400",
                "reason",
                "the customer said so");

        assertGoesTo(answer, "/shipments/" + rejected.id() + "?done=amend");
        Shipment amended = rig.now(rejected);
        assertEquals(ShipmentState.PENDING, amended.state());
        assertNotEquals(rejected.reference(), amended.reference());
        var consignment = rig.engine.operator().consignment(rejected.id()).orElseThrow();
        assertEquals("86152", consignment.shipTo().postalCode());
        assertNull(consignment.shipTo().company());
        assertEquals(400, consignment.parcels().get(0).weight().grams());
        assertEquals("MUG-1", consignment.parcels().get(0).items().get(0).sku());
        assertRecorded(rejected, HistoryEntry.Kind.AMENDED, "Ada", "the customer said so");
        rig.dispatch();
        assertEquals(ShipmentState.CONFIRMED, rig.now(rejected).state());
    }

    @Test
    void aBadCorrectionNamesTheFieldAndKeepsWhatWasTyped() throws Exception {
        Shipment rejected = rejected("1");

        PageAnswer answer = rig.signedIn("Ada")
                .post(
                        "/amend",
                        "on",
                        Rig.on(rejected),
                        "name",
                        "Ada",
                        "street1",
                        "typed street",
                        "postalCode",
                        "86152",
                        "city",
                        "",
                        "country",
                        "DE",
                        "reason",
                        "typed reason");

        assertSays(answer, 409, "city must not be blank", "value=\"typed street\"", "value=\"typed reason\"");
        assertEquals(rejected, rig.now(rejected));
        PageAnswer weight = rig.signedIn("Ada").post("/amend", corrected(rejected, "grams0", "-1"));
        assertSays(weight, 409, "a weight must be a whole number of grams");
        assertEquals(rejected, rig.now(rejected));
    }

    /** A whole form, with these fields besides. */
    private static String[] corrected(Shipment seen, String... more) {
        List<String> form = new ArrayList<>(List.of("on", Rig.on(seen), "reason", "r", "name", "Ada", "street1", "s"));
        form.addAll(List.of("postalCode", "p", "city", "c", "country", "DE"));
        form.addAll(List.of(more));
        return form.toArray(String[]::new);
    }

    @Test
    void r13_anAmendmentOfWhatWasAmendedIsTooLate() throws Exception {
        Shipment rejected = rejected("1");
        rig.engine.operator().amend(rejected, before -> before, "Bob", "again");

        PageAnswer answer = rig.signedIn("Ada").post("/amend", corrected(rejected));

        assertSays(answer, 409, "Somebody was faster: it is now Pending");
        assertEquals(
                "Ada Ahorn",
                rig.engine
                        .operator()
                        .consignment(rejected.id())
                        .orElseThrow()
                        .shipTo()
                        .name());
    }

    @Test
    void aCarrierIsPausedAndResumed() {
        rig.accepted("1");
        Browser ada = rig.signedIn("Ada");

        assertGoesTo(ada.post("/carriers/pause", "carrier", "reference", "reason", "strike"), "/?done=pause");
        Control.Pause pause = rig.store.control().pauses().get("reference");
        assertEquals("Ada", pause.by());
        assertSays(ada.get("/"), 200, "strike");
        assertSays(
                rig.signedIn("Bob").post("/carriers/pause", "carrier", "reference", "reason", "other"),
                409,
                "Somebody was faster: Ada has paused it, because: strike");
        assertGoesTo(
                ada.post(
                        "/carriers/resume",
                        "carrier",
                        "reference",
                        "since",
                        pause.since().toString()),
                "/?done=resume");
        assertFalse(rig.store.control().isPaused("reference"));
    }

    @Test
    void onlyThePauseThatWasSeenIsEnded() {
        rig.accepted("1");
        Browser ada = rig.signedIn("Ada");
        String seen = rig.engine
                .operator()
                .pause("*", "Ada", "first")
                .pauses()
                .get("*")
                .since()
                .toString();
        rig.engine.operator().resume("*", "Bob");
        assertSays(ada.post("/carriers/resume", "carrier", "*", "since", seen), 409, "it is not paused any more");
        rig.clock.advance(Duration.ofSeconds(1));
        rig.engine.operator().pause("*", "Bob", "second");

        assertSays(ada.post("/carriers/resume", "carrier", "*", "since", seen), 409, "Bob has paused it again");

        assertTrue(rig.store.control().isPaused("reference"));
    }

    @Test
    void aPauseNeedsAReasonAndACarrierThatThereIs() {
        rig.accepted("1");
        Browser ada = rig.signedIn("Ada");

        assertSays(ada.post("/carriers/pause", "carrier", "reference", "reason", ""), 409, "A reason is needed");
        assertSays(ada.post("/carriers/pause", "carrier", "pigeons", "reason", "x"), 409, "no such carrier");
        assertTrue(rig.store.control().pauses().isEmpty());
    }

    @Test
    void aRunIsNarrowedDown() throws Exception {
        Shipment mine = rig.accepted("augsburg", "1", "Ada");
        Shipment other = rig.accepted("elsewhere", "1", "Bob");
        Browser ada = rig.signedIn("Ada");

        assertSays(ada.post("/runs/start", "order", "1"), 409, "An order needs its shop");
        assertSays(ada.post("/runs/start", "limit", "0"), 409, "whole number");
        assertGoesTo(ada.post("/runs/start", "shop", "augsburg", "order", "1", "limit", "5"), "/?done=run");

        while (rig.now(mine).state() != ShipmentState.CONFIRMED) {
            Thread.onSpinWait();
        }
        assertEquals(ShipmentState.PENDING, rig.now(other).state());
        assertSays(ada.get("/"), 200, "Shop augsburg, Order 1, at most 5", "Ada");
    }

    @Test
    void aRunIsStoppedOnceAndASecondTabIsTold() throws Exception {
        for (int i = 1; i <= 200; i++) {
            rig.accepted(Integer.toString(i));
        }
        CountDownLatch go = new CountDownLatch(1);
        rig.carrier.otherwise(permit -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.notSent();
        });
        Browser ada = rig.signedIn("Ada");
        ada.post("/runs/start");
        while (rig.carrier.sends() == 0) {
            Thread.onSpinWait();
        }

        assertGoesTo(ada.post("/runs/stop", "run", "1"), "/?done=stop");
        assertSays(rig.signedIn("Bob").post("/runs/stop", "run", "1"), 409, "Somebody had stopped it already");
        go.countDown();
        assertSays(ada.post("/runs/stop", "run", "7"), 409, "no such run");
    }

    @Test
    void shipmentsAreFoundByIdOrderStateAndCarrier() throws Exception {
        Shipment first = rig.accepted("augsburg", "1001", "Ada");
        Shipment second = rig.accepted("elsewhere", "1001", "Ada");
        Shipment wordy = rig.accepted("augsburg", "no-digits", "Ada");
        Browser ada = rig.signedIn("Ada");

        assertGoesTo(ada.get("/shipments?q=" + first.id()), "/shipments/" + first.id());
        assertSays(
                ada.get("/shipments?q=1001"),
                200,
                first.id().value(),
                second.id().value());
        String one = ada.get("/shipments?q=augsburg%2F1001").text();
        assertTrue(one.contains(first.id().value()) && !one.contains(second.id().value()), one);
        assertSays(ada.get("/shipments?q=augsburg/no-digits"), 200, wordy.id().value());
        assertSays(ada.get("/shipments?q=1001&state=CONFIRMED"), 200, "Nothing matches");
        assertSays(
                ada.get("/shipments?state=PENDING&carrier=reference"),
                200,
                wordy.id().value());
        assertSays(ada.get("/shipments?carrier=pigeons"), 200, "Nothing matches");
    }

    @Test
    void shipmentsAreFoundByReferenceAndTrackingNumber() throws Exception {
        Shipment sent = rig.accepted("1001");
        rig.dispatch();
        Shipment pending = rig.accepted("1002");
        Browser ada = rig.signedIn("Ada");

        assertFinds(ada, "q=" + pending.reference(), pending, sent);
        assertFinds(ada, "q=" + pending.reference().toLowerCase(Locale.ROOT), pending, sent);
        assertFinds(ada, "q=" + rig.now(sent).trackingNumber(), sent, pending);
        assertSays(ada.get("/shipments?q=" + pending.reference() + "&state=CONFIRMED"), 200, "Nothing matches");
        assertSays(ada.get("/shipments?q=TRACK-999999"), 200, "Nothing matches");
        rig.clock.advance(Duration.ofDays(90));
        assertEquals(1, rig.engine.operator().erase(Duration.ofDays(1)));
        assertFinds(ada, "q=" + sent.reference(), sent, pending);
        assertFinds(ada, "q=" + rig.now(sent).trackingNumber(), sent, pending);
    }

    /** Neither hides the other: who reads a number off a label does not know that it is an order's as well. */
    @Test
    void whatANumberMayMeanIsAllShown() throws Exception {
        Shipment second = doubt("7/2026");
        rig.engine.operator().declareSent(second, "1001", "Ada", "on the phone");
        Shipment first = rig.accepted("1001");
        rig.engine.operator().hold(first, "Ada", "look");
        Browser ada = rig.signedIn("Ada");

        assertSays(
                ada.get("/shipments?q=1001"),
                200,
                first.id().value(),
                second.id().value());
        assertFinds(ada, "q=1001&state=CONFIRMED", second, first);
        assertFinds(ada, "q=1001&held=on", first, second);
        assertFinds(ada, "q=7%2F2026", second, first);
    }

    private static void assertFinds(Browser browser, String query, Shipment found, Shipment other) {
        String text = browser.get("/shipments?" + query).text();
        assertTrue(
                text.contains(found.id().value()) && !text.contains(other.id().value()), text);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepetitions() {
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < 120; i++) {
            expected.add(rig.accepted(Integer.toString(5000 + i)).id().value());
        }
        Browser ada = rig.signedIn("Ada");
        List<String> seen = new ArrayList<>();
        String next = "/shipments";
        int pages = 0;
        while (next != null) {
            String text = ada.get(next).text();
            var ids =
                    Pattern.compile("class=\"id\" href=\"/shipments/([^\"]+)\"").matcher(text);
            while (ids.find()) {
                seen.add(ids.group(1));
            }
            var link = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(text);
            next = link.find() ? link.group(1).replace("&amp;", "&") : null;
            pages++;
        }
        assertEquals(3, pages);
        assertEquals(List.copyOf(expected), seen);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Browser ada = rig.signedIn("Ada");

        assertEquals(404, ada.get("/shipments/s-unknown").status());
        assertEquals(404, ada.get("/elsewhere").status());
        assertEquals(404, ada.post("/elsewhere").status());
        assertEquals(405, ada.send("DELETE", "/", "", "").status());
        assertEquals(
                400,
                ada.post("/act", "action", "nonsense", "on", "1@s-1", "reason", "x")
                        .status());
        assertEquals(
                400,
                ada.post("/act", "action", "hold", "on", "nonsense", "reason", "x")
                        .status());
        assertEquals(400, ada.get("/?x=%zz").status());
    }

    @Test
    void aStoreThatDoesNotAnswerIsSaidAndNotAnErrorPage() {
        rig.accepted("1");
        Browser ada = rig.signedIn("Ada");
        rig.store.close();

        assertSays(ada.get("/shipments"), 503, "The store did not answer");
    }

    @Test
    void itSpeaksTheBrowsersLanguageOrTheChosenOne() throws Exception {
        doubt("1");
        Browser ada = rig.signedIn("Ada").with("Accept-Language", "de-DE,de;q=0.9,en;q=0.5");

        assertSays(ada.get("/doubts"), 200, "<html lang=\"de\">", "Zweifelhaft", "Ruhezeit");
        assertSays(ada.get("/doubts?lang=en"), 200, "<html lang=\"en\">", "Quiet time");
        assertSays(ada.get("/doubts"), 200, "<html lang=\"en\">");
        assertSays(rig.signedIn("Bob").with("Accept-Language", "fr, *;q=0.1").get("/"), 200, "<html lang=\"en\">");
        assertSays(rig.signedIn("Bob").with("Accept-Language", ";;;").get("/"), 200, "<html lang=\"en\">");
    }
}
