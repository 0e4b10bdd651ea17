/** The incident replayed: a carrier and a dispatcher in processes of their own, and a dispatcher that is killed again and again. */
@org.jspecify.annotations.NullMarked
package io.shiponce.examples.christmas;
