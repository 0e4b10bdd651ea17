package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.http.AdapterSettings;
import io.shiponce.carrier.http.UnsendableException;
import java.util.Optional;

/**
 * Whether DHL is given the receiver's e-mail address and phone number: only if the shop says so, since it needs the receiver's
 * consent. Within Germany a phone number is never sent: the description does not allow it.
 *
 * <p>Immutable and safe for any thread.
 */
record Contact(boolean shareEmail, boolean sharePhone) {
    private static final int MIN_EMAIL = 3;
    private static final int MAX_EMAIL = 80;
    private static final int MAX_PHONE = 20;

    static Contact read(AdapterSettings settings) {
        return new Contact(settings.flag("share.email", false), settings.flag("share.phone", false));
    }

    /** Whether there is an e-mail address that DHL may have. */
    boolean hasEmail(Address to) {
        return email(to).isPresent();
    }

    void putEmail(ObjectNode node, Address to) throws UnsendableException {
        Optional<String> email = email(to);
        if (email.isPresent()) {
            Fields.put(node, "email", email.get(), MAX_EMAIL, "shipTo.email");
        }
    }

    void putPhone(ObjectNode node, Address to) throws UnsendableException {
        Optional<String> phone = Fields.given(to.phone());
        if (sharePhone && phone.isPresent() && !to.country().equals(Consignee.GERMANY)) {
            // Written for people, with blanks, brackets and strokes, it is often too long.
            String digits = phone.get().replace("(0)", "").replaceAll("[^+0-9]", "");
            if (!digits.isEmpty()) {
                Fields.put(node, "phone", digits, MAX_PHONE, "shipTo.phone");
            }
        }
    }

    private Optional<String> email(Address to) {
        return Fields.given(to.email()).filter(email -> shareEmail && email.length() >= MIN_EMAIL);
    }
}
