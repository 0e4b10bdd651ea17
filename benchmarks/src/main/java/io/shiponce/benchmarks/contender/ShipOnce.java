package io.shiponce.benchmarks.contender;

import io.shiponce.CarrierLimits;
import io.shiponce.Carriers;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Order;
import io.shiponce.Selection;
import io.shiponce.Stores;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** This library with its defaults, and as many slots as everybody. Its carrier offers look-ups: level 1. */
final class ShipOnce implements Contender {
    private final Job job;
    private final Sends sends;
    private @Nullable ShipmentStore store;
    private @Nullable DispatchEngine engine;

    ShipOnce(Job job, Sends sends) {
        this.job = job;
        this.sends = sends;
    }

    static StoreSettings storeSettings(Job job) {
        return new StoreSettings(
                job.url(),
                "benchmarks",
                job.hurried() ? Duration.ofSeconds(1) : Duration.ofSeconds(10),
                job.onPostgres() ? Map.of("user", Sql.USER) : Map.of());
    }

    @Override
    public void prepare() {
        Stores.discover().forUrl(job.url()).migrate(storeSettings(job));
        open();
        DispatchEngine accepting = opened();
        Goods.pages(
                job, page -> accepting.acceptAll(page.stream().map(Goods::order).toList()));
    }

    @Override
    public void open() {
        ShipmentStore newStore = Stores.discover().forUrl(job.url()).open(storeSettings(job));
        store = newStore;
        engine = DispatchEngine.builder(newStore)
                .carrier(Order.DEFAULT_CARRIER, adapter(), CarrierLimits.ofSlots(job.slots()))
                .settings(
                        job.hurried()
                                ? EngineSettings.of(Duration.ofSeconds(2), Duration.ofSeconds(3))
                                : EngineSettings.defaults())
                .build();
    }

    private CarrierAdapter adapter() {
        String url = job.carrierUrl();
        if (url == null) {
            return new InsideCarrier(job, sends);
        }
        CarrierAdapter http = Carriers.discover()
                .create(
                        Order.DEFAULT_CARRIER,
                        Map.of("url", url, "level", "1", "timeout", job.hurried() ? "2s" : "5s"));
        return new CountedCarrier(http, sends);
    }

    private DispatchEngine opened() {
        if (engine == null) {
            throw new IllegalStateException("open comes first");
        }
        return engine;
    }

    @Override
    public void start() {
        opened().dispatch(Selection.all());
    }

    @Override
    public String anyLeft() {
        return "SELECT EXISTS (SELECT 1 FROM shiponce_shipment WHERE state = 'PENDING')"
                + " OR EXISTS (SELECT 1 FROM shiponce_shipment WHERE state = 'CLAIMED')";
    }

    @Override
    public String unfinished() {
        return "SELECT reference FROM shiponce_shipment WHERE state <> 'CONFIRMED'";
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
