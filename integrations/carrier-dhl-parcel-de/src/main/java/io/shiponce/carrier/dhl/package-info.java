/** The adapter for DHL Parcel DE Shipping, version 2. */
@org.jspecify.annotations.NullMarked
package io.shiponce.carrier.dhl;
