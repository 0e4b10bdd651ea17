package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command that serves the operator's page. */
@Timeout(120)
class ConsoleCommandTest {
    private static final Pattern LISTENING = Pattern.compile("listening (\\d+)");
    private static final Pattern PASSWORD = Pattern.compile("Password: (\\S+)");
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HttpClient client = HttpClient.newHttpClient();
    private CarrierServer carrier;
    private Path ledger;
    private Cli cli;
    private Thread program;
    private volatile int exit = -1;

    @BeforeEach
    void carrier() throws Exception {
        cli = new Cli(directory);
        ledger = directory.resolve("ledger.tsv");
        carrier = CarrierServer.start(CarrierSettings.of(ledger));
    }

    @AfterEach
    void close() throws Exception {
        if (program != null) {
            program.interrupt();
            program.join();
        }
        carrier.close();
    }

    private String console(String... more) {
        String[] arguments = new String[more.length + 7];
        System.arraycopy(
                new String[] {
                    "console",
                    "--port",
                    "0",
                    "--store",
                    cli.store(),
                    "--carrier-url",
                    carrier.url().toString()
                },
                0,
                arguments,
                0,
                7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        program = new Thread(() -> exit = Main.run(new PrintWriter(out), new PrintWriter(err), arguments));
        program.start();
        return "http://localhost:" + awaited(LISTENING, out);
    }

    private static String awaited(Pattern pattern, StringWriter in) {
        while (true) {
            Matcher found = pattern.matcher(in.toString());
            if (found.find()) {
                return found.group(1);
            }
            Thread.onSpinWait();
        }
    }

    private HttpResponse<String> posted(String url, String path, String cookie, String form) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Origin", url)
                        .header("Cookie", cookie)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String signedIn(String url, String password) throws Exception {
        HttpResponse<String> answer = posted(url, "/sign-in", "", "name=Ada&password=" + password);
        assertEquals(303, answer.statusCode(), answer::body);
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private String overview(String url, String cookie) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url + "/"))
                                .header("Cookie", cookie)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aRunIsStartedFromThePageAndTheProgramEndsInGoodOrder() throws Exception {
        cli.run("import", OrderLines.file(directory, 3).toString()).exits(0);
        String url = console();
        String cookie = signedIn(url, awaited(PASSWORD, err));
        String overview = overview(url, cookie);
        assertTrue(overview.contains("0 of 3 are finished"), overview);
        assertEquals(0, Ledger.read(ledger).creates(), "nothing is sent by itself");

        Matcher token = TOKEN.matcher(overview);
        assertTrue(token.find());
        assertEquals(
                303,
                posted(url, "/runs/start", cookie, "csrf=" + token.group(1)).statusCode());
        while (Ledger.read(ledger).creates() < 3) {
            Thread.onSpinWait();
        }
        program.interrupt();
        program.join();

        assertEquals(0, exit, err::toString);
        assertEquals(3, cli.ids("CONFIRMED").size());
        assertFalse(err.toString().contains("Exception"), err::toString);
    }

    @Test
    void automaticSendsByItselfAndAGivenPasswordIsNotShown() throws Exception {
        cli.run("import", OrderLines.file(directory, 2).toString()).exits(0);
        String url = console("--automatic", "--password", "correct-horse");

        signedIn(url, "correct-horse");
        while (Ledger.read(ledger).creates() < 2) {
            Thread.onSpinWait();
        }
        assertFalse(err.toString().contains("correct-horse"), err::toString);
    }

    @Test
    void wrongUsageIsSaidBeforeAnythingIsTouched() {
        String url = carrier.url().toString();

        assertTrue(cli.run("console").exits(2).err().contains("--carrier-url"));
        assertTrue(cli.run("console", "--carrier-url", url, "--bind", "0.0.0.0")
                .exits(2)
                .err()
                .contains("--origin"));
        assertTrue(cli.run("console", "--carrier-url", url, "--password", "short")
                .exits(2)
                .err()
                .contains("at least 8 characters"));
        assertTrue(cli.run("console", "--carrier-url", url, "--port", "70000")
                .exits(2)
                .err()
                .contains("--port"));
        assertTrue(cli.run("console", "--carrier-url", url, "--origin", "ops.example.com")
                .exits(2)
                .err()
                .contains("an origin must be like"));
        assertFalse(directory.resolve("store.db").toFile().exists());
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli.Result result = cli.run(
                            "console",
                            "--carrier-url",
                            carrier.url().toString(),
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(taken.getLocalPort()))
                    .exits(3);

            assertTrue(result.err().contains("port " + taken.getLocalPort()), result::toString);
        }
    }
}
