package io.shiponce.page;

import java.util.Optional;

/**
 * Says who sends a request. A shop that knows its people already implements it by its own session; {@link PasswordSignIn} is for
 * those that do not.
 *
 * <p>Called for every request, by many threads at once. Whatever it throws refuses the request.
 */
@FunctionalInterface
public interface SignIn {

    /**
     * The name of the person, from 1 to 200 characters, under which what they do is recorded for ever; empty if nobody who may use
     * the page has signed in. It must rest on something that another site cannot send along, or the page's own checks are all there
     * is: a cookie with {@code SameSite}, for example.
     */
    Optional<String> actor(PageRequest request);
}
