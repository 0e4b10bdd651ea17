/**
 * An adapter for the reference carrier's HTTP interface, to copy from: one request per send, one table of outcomes, and a gate
 * through which each request passes at most once.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.examples.reference;
