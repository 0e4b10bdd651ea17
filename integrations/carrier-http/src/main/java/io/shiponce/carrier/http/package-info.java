/** HTTP for carrier adapters: a request that leaves at most once, within its deadline. */
@org.jspecify.annotations.NullMarked
package io.shiponce.carrier.http;
