package io.shiponce.page;

import com.sun.net.httpserver.HttpServer;
import io.shiponce.DispatchEngine;
import java.util.Optional;
import java.util.Set;

/** A shop that mounts the page into its own server: docs/operate.md shows it, and a test runs it. */
final class MountedPage {
    private MountedPage() {}

    /** The shop's own sessions, by their cookie. */
    interface ShopSessions {
        Optional<String> administrator(String cookie);
    }

    static OperatorPage mount(DispatchEngine engine, HttpServer server, ShopSessions sessions, String origin) {
        // <mount>
        SignIn administrators = request -> request.cookie("shop-session").flatMap(sessions::administrator);
        OperatorPage page = OperatorPage.of(
                engine,
                administrators,
                PageSettings.defaults().withPath("/admin/shipments").withOrigins(Set.of(origin)));
        server.createContext("/admin/shipments", page.handler());
        // </mount>
        return page;
    }
}
