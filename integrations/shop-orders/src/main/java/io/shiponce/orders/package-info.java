/** Readers of shop systems' orders, each an {@link io.shiponce.OrderReader}. */
@org.jspecify.annotations.NullMarked
package io.shiponce.orders;
