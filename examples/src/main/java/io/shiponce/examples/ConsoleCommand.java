package io.shiponce.examples;

import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.page.OperatorPage;
import io.shiponce.page.PageServer;
import io.shiponce.page.PageSettings;
import io.shiponce.page.PasswordSignIn;
import io.shiponce.store.ShipmentStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code console}: serves the operator's page until the process is told to end; what is in flight is finished then. For one thread
 * beside the engine's and the page's. Killed at any instant it leaves doubts at worst, which the next run deals with.
 */
@Command(
        name = "console",
        description = {
            "Serves the operator's page: shows progress and what needs a person, and starts runs.",
            "Sends nothing by itself, unless it is told to by --automatic."
        },
        sortOptions = false)
final class ConsoleCommand extends StoreCommand {
    @Mixin
    private CarrierOptions carriers = new CarrierOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description = "The address to listen at. Default: ${DEFAULT-VALUE}, for browsers on this machine only.")
    private String bind = "";

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description =
                    "How browsers know the page, where it is not the address that it listens at, as behind a proxy:"
                            + " https://ops.example.com. May be given more than once; no other is answered.")
    private Set<String> origins = new LinkedHashSet<>();

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            defaultValue = "${env:SHIPONCE_CONSOLE_PASSWORD}",
            description =
                    "What people sign in with. Better given as $SHIPONCE_CONSOLE_PASSWORD, which other users of the"
                            + " machine cannot see. Default: a new one, shown at the start.")
    private @Nullable String password;

    @Option(names = "--automatic", description = "Sends by itself whatever is due, too.")
    private boolean automatic;

    @Mixin
    private SendOptions sending = new SendOptions();

    private @Nullable Plan plan;

    /** Everything that was asked for, checked. */
    private record Plan(
            ServedCarriers carriers, EngineSettings settings, InetSocketAddress address, PageSettings page) {}

    @Override
    void check() {
        if (port < 0 || port > 65_535) {
            throw usage("--port must be between 0 and 65535, was " + port);
        }
        InetAddress address = address();
        if (!address.isLoopbackAddress() && origins.isEmpty()) {
            throw usage("--bind " + bind + " needs --origin, for example --origin http://" + bind + ":" + port
                    + ": only names that are known are answered");
        }
        plan = checked(() -> {
            if (password != null) {
                PasswordSignIn.of(password);
            }
            PageSettings page = PageSettings.defaults().withOrigins(origins);
            EngineSettings settings = sending.settings();
            return new Plan(sending.open(carriers), settings, new InetSocketAddress(address, port), page);
        });
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw usage("--bind must be an address of this machine, was " + bind);
        }
    }

    @Override
    Duration callTimeout() {
        return sending.callTimeout();
    }

    @Override
    int run(ShipmentStore store) {
        Plan checkedPlan = plan;
        if (checkedPlan == null) {
            throw new AssertionError("not checked");
        }
        String secret = password == null ? PasswordSignIn.randomPassword() : password;
        try (Interruption interruption = new Interruption(checkedPlan.settings());
                ServedCarriers served = checkedPlan.carriers();
                DispatchEngine engine = served.on(DispatchEngine.builder(store))
                        .settings(checkedPlan.settings())
                        .build();
                PageServer server = PageServer.start(
                        OperatorPage.of(engine, PasswordSignIn.of(secret), checkedPlan.page()),
                        checkedPlan.address())) {
            if (automatic) {
                engine.start();
            }
            tell(server.port(), secret);
            interruption.await();
        } catch (IOException e) {
            throw new RefusedException(
                    "the page cannot listen at " + bind + ", port " + port + ": " + e.getMessage(), e);
        }
        return Exit.DONE;
    }

    private void tell(int listening, String secret) {
        String url = origins.isEmpty()
                ? "http://localhost:" + listening + "/"
                : origins.iterator().next() + "/";
        note("The operator's page is at " + url + "; it dispatches to " + carriers.description() + ".");
        note(password == null ? "Password: " + secret : "The password is the one that was given.");
        result(object().put("port", listening).put("url", url), "listening " + listening);
    }
}
