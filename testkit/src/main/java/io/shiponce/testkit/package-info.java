/**
 * Contract tests for authors of carrier adapters and stores, and the tools to test an engine with. Extend {@link
 * io.shiponce.testkit.ShipmentStoreContract} to test a store, {@link io.shiponce.testkit.CarrierAdapterContract} to test an adapter. Nothing here belongs into production: the store keeps its data
 * in memory, and the carrier ships nothing.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.testkit;
