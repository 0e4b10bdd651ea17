/** The adapter for ShipEngine. */
@org.jspecify.annotations.NullMarked
package io.shiponce.carrier.shipengine;
