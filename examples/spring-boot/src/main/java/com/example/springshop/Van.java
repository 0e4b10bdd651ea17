package com.example.springshop;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.springframework.stereotype.Component;

/** The carrier: each line of its file is a parcel that is on its way. It can be asked for a reference: level 1. */
@Component
class Van implements CarrierAdapter, CarrierLookup {
    private final Path file = Path.of("van.txt");

    @Override
    public Recovery recovery() {
        return Recovery.of(Recovery.Level.LOOKUP, "van", "1");
    }

    @Override
    public synchronized SendOutcome send(Consignment consignment, SendPermit permit) {
        if (!permit.allowsSend()) {
            return new SendOutcome.NotSent("the claim ends too soon");
        }
        try {
            Files.writeString(file, permit.reference() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            return new SendOutcome.Unknown("the van's file failed, before or after the parcel was loaded");
        }
        return new SendOutcome.Accepted(Receipt.of(number(permit.reference())));
    }

    @Override
    public synchronized LookupOutcome lookUp(String reference) {
        try {
            List<String> loaded = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return loaded.contains(reference)
                    ? new LookupOutcome.Found(List.of(new LookupOutcome.Match(number(reference), null, false)))
                    : new LookupOutcome.Absent();
        } catch (IOException e) {
            return new LookupOutcome.Failed("the van cannot be looked into");
        }
    }

    private static TrackingNumber number(String reference) {
        return new TrackingNumber("VAN-" + reference);
    }
}
