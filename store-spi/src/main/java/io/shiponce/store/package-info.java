/**
 * What a storage author sees. A store keeps {@link io.shiponce.store.ShipmentRecord records} with an opaque {@link
 * io.shiponce.store.Payload}; it writes what {@link io.shiponce.store.ShipmentLaw} orders, under the rules S1 to S16 of {@link
 * io.shiponce.store.ShipmentStore}. Start there, then read {@link io.shiponce.store.ShipmentState}.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.store;
