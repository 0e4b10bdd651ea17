/** The runnable program: the incident replayed, a simulated carrier, and the operator's commands. */
@org.jspecify.annotations.NullMarked
package io.shiponce.examples;
