/**
 * Simulated carriers: each in a process or a server of its own and with a ledger of its own, so that what was really executed is
 * judged from that ledger, never from what the sender believes.
 *
 * <p>{@link io.shiponce.carrier.simulated.CarrierServer} runs one, as {@link io.shiponce.carrier.simulated.CarrierSettings} says:
 * whose HTTP interface ({@link io.shiponce.carrier.simulated.CarrierApi}), how slow, and with which {@link
 * io.shiponce.carrier.simulated.Fault}s. Book, ledger, chance and faults are the same for all of them.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.carrier.simulated;
