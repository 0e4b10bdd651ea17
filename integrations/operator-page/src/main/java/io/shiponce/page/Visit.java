package io.shiponce.page;

import io.shiponce.page.view.Frame;
import io.shiponce.page.view.Say;

/** One request of somebody who has signed in. Immutable; for one thread. */
record Visit(PageRequest request, Frame frame, String actor, Form fields) {
    Say say() {
        return frame.say();
    }

    String path() {
        return request.path();
    }
}
