package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Selection;
import io.shiponce.Shipment;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A day of an operator's, in a real browser. Pictures of it are in target/pictures. */
@Timeout(300)
class OperatorsDayIT {
    private static final Path PICTURES = Path.of("target", "pictures");

    private final Rig rig = new Rig(1, PasswordSignIn.of(Rig.PASSWORD), new PageSettings("", Set.of(), ZoneOffset.UTC));
    private PageServer server;
    private ChromeDriver chrome;
    private String url;

    @BeforeEach
    void serve() throws Exception {
        server = PageServer.start(rig.page, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        url = "http://localhost:" + server.port();
    }

    @AfterEach
    void close() {
        if (chrome != null) {
            chrome.quit();
        }
        server.close();
        rig.close();
    }

    private void open(boolean scripts) {
        chrome = Chromium.start(scripts);
        Chromium.looks(chrome, 1280, 900, false);
        chrome.get(url + "/");
        type(By.id("name"), "Ada");
        type(By.id("password"), Rig.PASSWORD + Keys.ENTER);
        waitFor("Overview");
    }

    private WebDriverWait patience() {
        WebDriverWait patience = new WebDriverWait(chrome, Duration.ofSeconds(30));
        // What is looked at may be renewed, or the page left, while it is.
        patience.ignoring(StaleElementReferenceException.class);
        return patience;
    }

    private void waitFor(String words) {
        patience()
                .until(driver ->
                        driver.findElement(By.tagName("body")).getText().contains(words));
    }

    private void type(By field, String text) {
        WebElement element = chrome.findElement(field);
        element.clear();
        element.sendKeys(text);
    }

    private void press(String words) {
        chrome.findElement(By.xpath("//button[contains(normalize-space(.),'" + words + "')]"))
                .click();
    }

    private Shipment stateOf(Shipment seen, ShipmentState expected) {
        Shipment now = rig.now(seen);
        assertEquals(expected, now.state());
        return now;
    }

    @Test
    void aWholeDay() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            rig.accepted(Integer.toString(100_000 + i));
        }
        CountDownLatch fast = new CountDownLatch(1);
        rig.carrier.otherwise(permit -> {
            await(fast, 200);
            return Reply.normal();
        });
        open(true);

        // A run that is watched, and stopped.
        press("Start the run");
        waitFor("The run has started");
        patience().until(driver -> sent() > 20);
        chrome.findElement(By.id("stop-1")).click();
        waitFor("The run claims nothing more");
        fast.countDown();
        waitFor("stopped, after");
        assertTrue(pending() > 0, "it was stopped in the middle");

        Shipment lost = of("101890");
        Shipment alsoLost = of("101891");
        Shipment refused = of("101892");
        meets(lost, Reply.lost());
        meets(alsoLost, Reply.lost());
        meets(refused, Reply.rejected("postal code 8615 does not exist in DE"));
        settlesDoubts(lost, alsoLost);
        amends(refused);
        finds(refused, rig.now(refused).reference());
        finds(refused, Objects.requireNonNull(rig.now(refused).trackingNumber()));
        finds(lost, "JD0001");
        pausesAndResumes();
        assertEquals(
                List.of(),
                chrome.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                        .filter(entry -> !entry.getMessage().contains("409"))
                        .toList());
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long sent() {
        return Long.parseLong(
                chrome.findElement(By.cssSelector(".tile.CONFIRMED .figure")).getText());
    }

    private long pending() {
        return rig.engine.operator().counts().get(0).in(ShipmentState.PENDING);
    }

    private Shipment of(String number) {
        return rig.engine.operator().ofOrderNumber(number).get(0);
    }

    private void meets(Shipment shipment, Reply reply) throws Exception {
        rig.carrier.script(shipment.reference(), reply).lookupFails(true);
        rig.engine.dispatch(Selection.of(Set.of(shipment.id()))).cancel();
        var run = rig.engine.dispatch(Selection.of(Set.of(shipment.id())));
        while (rig.now(shipment).state() == ShipmentState.PENDING
                || rig.now(shipment).state() == ShipmentState.CLAIMED) {
            Thread.onSpinWait();
        }
        run.cancel();
        run.completion().get(30, TimeUnit.SECONDS);
    }

    private void settlesDoubts(Shipment sent, Shipment notSent) {
        chrome.findElement(By.linkText("In doubt")).click();
        waitFor("nobody can declare it not sent");
        chrome.get(url + "/shipments/" + notSent.id());
        press("Declare not sent"); // the browser itself asks for the reason
        assertFalse(chrome.getCurrentUrl().contains("/act"));
        type(By.id("not-reason-" + notSent.id()), "not in their portal");
        press("Declare not sent");
        waitFor("quiet time lasts until");
        assertEquals(
                "not in their portal",
                chrome.findElement(By.id("not-reason-" + notSent.id())).getDomProperty("value"));
        rig.clock.advance(Duration.ofMinutes(5));

        // Two tabs see the same doubt; the second one comes too late.
        chrome.get(url + "/shipments/" + sent.id());
        String first = chrome.getWindowHandle();
        chrome.switchTo().newWindow(WindowType.TAB);
        chrome.get(url + "/shipments/" + sent.id());
        String second = chrome.getWindowHandle();
        chrome.switchTo().window(first);
        type(By.id("tracking-" + sent.id()), "JD0001");
        type(By.id("sent-reason-" + sent.id()), "they told us on the phone" + Keys.ENTER);
        waitFor("Declared sent: it is confirmed");
        chrome.switchTo().window(second);
        type(By.id("not-reason-" + sent.id()), "not in their portal");
        press("Declare not sent");
        waitFor("Somebody was faster: it is now Confirmed");
        chrome.close();
        chrome.switchTo().window(first);
        assertEquals("JD0001", stateOf(sent, ShipmentState.CONFIRMED).trackingNumber());

        chrome.findElement(By.linkText("In doubt")).click();
        waitFor("over since");
        chrome.findElement(By.name("on")).click();
        type(By.id("reason"), "not in their portal");
        press("Declare the selected ones not sent");
        waitFor("Declared not sent: the next run sends it");
        stateOf(notSent, ShipmentState.PENDING);
    }

    private void amends(Shipment refused) {
        chrome.findElement(By.linkText("Rejected")).click();
        waitFor("postal code 8615 does not exist in DE");
        chrome.findElement(By.partialLinkText("Amend")).click();
        waitFor("Amend and send again");
        type(By.id("amend-postalCode"), "86152");
        type(By.id("amend-reason"), "the customer said so");
        press("Amend");
        waitFor("Amended: the next run sends it under a new reference");
        press("Send now");
        waitFor("The run has started");
        patience().until(driver -> rig.now(refused).state() == ShipmentState.CONFIRMED);
        assertEquals(2, rig.now(refused).revision());
    }

    /** Somebody reads a number off a label, or off an e-mail. */
    private void finds(Shipment sent, String number) {
        chrome.findElement(By.linkText("Shipments")).click();
        type(By.id("q"), number + Keys.ENTER);
        waitFor(sent.id().value());
        assertEquals(
                1, chrome.findElements(By.cssSelector("table.list tbody tr")).size());
        assertEquals(List.of(), chrome.findElements(By.partialLinkText("Look further")));
    }

    private void pausesAndResumes() {
        chrome.get(url + "/");
        type(By.id("pause-reason"), "strike until noon");
        press("Pause");
        waitFor("strike until noon");
        assertTrue(rig.store.control().isPaused("reference"));
        press("Resume");
        waitFor("Resumed.");
        assertFalse(rig.store.control().isPaused("reference"));
    }

    @Test
    void theEssentialsWorkWithoutScripts() throws Exception {
        Shipment first = rig.accepted("1");
        rig.accepted("2");
        open(false);

        waitFor("0 of 2 are finished");
        chrome.findElement(By.linkText("Shipments")).click();
        type(By.id("q"), "augsburg/1" + Keys.ENTER);
        waitFor(first.id().value());
        chrome.findElement(By.linkText(first.id().value())).click();
        type(By.id("reason"), "out of stock");
        press("Hold");
        waitFor("Held: it waits until it is released");
        assertEquals("out of stock", rig.now(first).held());
        press("Release"); // needs its reason again
        type(By.id("reason"), "it came");
        press("Release");
        waitFor("Released: it is due at once");
        press("Send now");
        waitFor("The run has started");
        chrome.get(url + "/");
        patience().until(driver -> {
            driver.navigate().refresh();
            return driver.findElement(By.tagName("body")).getText().contains("1 of 2 are finished");
        });
    }

    @Test
    void theKeyboardReachesEverythingAndStaysWhereItWas() {
        for (int i = 0; i < 3; i++) {
            rig.accepted(Integer.toString(i));
        }
        open(true);
        Actions keyboard = new Actions(chrome);
        keyboard.sendKeys(Keys.TAB).perform();
        assertEquals("skip", chrome.executeScript("return document.activeElement.className"));
        Set<Object> reached = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            reached.add(chrome.executeScript(
                    "return document.activeElement.tagName.toLowerCase() + '#' + document.activeElement.id"));
            keyboard.sendKeys(Keys.TAB).perform();
        }
        for (String expected :
                List.of("a#tile-PENDING", "select#start-carrier", "input#start-limit", "input#pause-reason")) {
            assertTrue(reached.contains(expected), () -> expected + " not among " + reached);
        }
        // What is renewed each second keeps the focus.
        chrome.executeScript("document.getElementById('tile-PENDING').focus()");
        rig.accepted("4");
        waitFor("0 of 4 are finished");
        assertEquals("tile-PENDING", chrome.executeScript("return document.activeElement.id"));
    }

    @Test
    void pictures() throws Exception {
        for (int i = 0; i < 40; i++) {
            rig.accepted(Integer.toString(100_000 + i));
        }
        List<Shipment> all = rig.engine.operator().page(ShipmentFilter.ALL, null, 40);
        meets(all.get(3), Reply.lost());
        meets(all.get(4), Reply.rejected("postal code 8615 does not exist in DE"));
        rig.engine.operator().hold(rig.now(all.get(9)), "Ada", "out of stock");
        rig.engine.operator().pause("reference", "Ada", "strike until noon");
        open(true);
        for (String path : List.of(
                "/",
                "/doubts",
                "/rejected",
                "/shipments",
                "/shipments/" + all.get(4).id(),
                "/shipments/" + all.get(3).id())) {
            for (int width : new int[] {1280, 390}) {
                for (boolean dark : new boolean[] {false, true}) {
                    Chromium.looks(chrome, width, width > 600 ? 1100 : 1600, dark);
                    chrome.get(url + path + (dark ? "?lang=de" : "?lang=en"));
                    String name = path.replace('/', '-')
                            .replaceFirst(
                                    "-s-.*",
                                    "-"
                                            + all.indexOf(all.stream()
                                                    .filter(one -> path.endsWith(
                                                            one.id().value()))
                                                    .findFirst()
                                                    .orElse(null)));
                    Chromium.picture(
                            chrome,
                            PICTURES.resolve("page" + name + "-" + width + (dark ? "-dark" : "-light") + ".png"));
                    assertEquals(
                            0L,
                            chrome.executeScript(
                                    "return Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"),
                            path + " is wider than " + width);
                }
            }
        }
    }
}
