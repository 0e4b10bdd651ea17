package io.shiponce.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser without a screen: Debian's packages chromium and chromium-driver. */
final class Chromium {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private Chromium() {}

    /** Skips the test, and says so, where there is none. */
    static ChromeDriver start(boolean scripts) {
        Optional<Path> browser =
                BROWSERS.stream().flatMap(name -> found(name).stream()).findFirst();
        Optional<Path> driver = found("chromedriver");
        boolean there = browser.isPresent() && driver.isPresent();
        if (!there) {
            System.err.println("SKIPPED: no browser to test the page with; install chromium and chromium-driver");
        }
        assumeTrue(there, "no browser: install chromium and chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en");
        if (!scripts) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .build();
        ChromeDriver chrome = new ChromeDriver(service, options);
        chrome.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        return chrome;
    }

    private static Optional<Path> found(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** How the browser shows the whole page. */
    static void looks(ChromeDriver chrome, int width, int height, boolean dark) {
        chrome.manage().window().setSize(new Dimension(width, height));
        chrome.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        chrome.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    static void picture(ChromeDriver chrome, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, chrome.getScreenshotAs(OutputType.BYTES));
    }
}
