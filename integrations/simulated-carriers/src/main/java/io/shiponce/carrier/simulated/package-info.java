/** Simulated carriers: stateful, with a ledger of what they executed and faults of every kind. */
@org.jspecify.annotations.NullMarked
package io.shiponce.carrier.simulated;
