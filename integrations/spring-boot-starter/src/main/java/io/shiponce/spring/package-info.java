/**
 * An engine in a Spring Boot application: {@link io.shiponce.spring.ShipOnceAutoConfiguration} makes it of the beans and settings
 * that it finds, and {@link io.shiponce.spring.OrderIntake} takes orders inside the application's own transactions.
 */
@NullMarked
package io.shiponce.spring;

import org.jspecify.annotations.NullMarked;
