/**
 * What a shop uses: an {@link io.shiponce.Order} goes in, a {@link io.shiponce.Planning} makes shipments of it, once,
 * and the engine sends each {@link io.shiponce.Shipment} at most once.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce;
