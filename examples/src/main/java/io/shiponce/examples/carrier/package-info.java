/**
 * A simulated carrier that speaks the reference carrier's HTTP interface, in a process of its own and with a ledger of its own:
 * what it really executed is judged from that ledger, never from what the sender believes.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.examples.carrier;
