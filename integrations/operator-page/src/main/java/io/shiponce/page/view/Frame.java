package io.shiponce.page.view;

import org.jspecify.annotations.Nullable;

/**
 * What every page shows around its content. Immutable and safe for any thread.
 *
 * @param base where the page is mounted: empty, or a path without a slash at its end
 * @param path where we are, below that
 * @param actor who has signed in; null if nobody has
 * @param csrf the token that forms carry
 * @param signsOut whether the page itself can end the session
 */
public record Frame(
        Say say, String base, String path, @Nullable String actor, String csrf, boolean signsOut) {

    /** A link within the page. */
    public String to(String target) {
        return base + target;
    }

    /** For {@code aria-current}: null where we are not. */
    public @Nullable String current(String target) {
        return path.equals(target) ? "page" : null;
    }
}
