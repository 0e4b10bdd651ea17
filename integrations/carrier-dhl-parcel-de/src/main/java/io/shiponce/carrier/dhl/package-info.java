/**
 * The adapter for DHL Parcel DE Shipping, version 2: {@link io.shiponce.carrier.dhl.DhlParcelDeFactory}. What it sends is checked
 * before it is sent, and what DHL answers is sorted in one table.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.carrier.dhl;
