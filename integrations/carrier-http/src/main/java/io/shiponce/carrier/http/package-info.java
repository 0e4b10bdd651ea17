/**
 * HTTP for carrier adapters: a create that leaves at most once, within its deadline, through a gate that is asked last; and what
 * else adapters share: settings, customs territories, consignments that cannot be sent.
 *
 * <p>{@link io.shiponce.carrier.http.Exchanges} does it, {@link io.shiponce.carrier.http.Reply} says how it ended, and {@link
 * io.shiponce.carrier.http.AdapterSettings} reads the settings. What a reply means is each adapter's own table.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.carrier.http;
