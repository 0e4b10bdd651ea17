/**
 * A page on which people see what is being sent and settle what a machine cannot. {@link io.shiponce.page.OperatorPage} answers
 * requests, {@link io.shiponce.page.PageServer} serves it by itself, and {@link io.shiponce.page.SignIn} says who somebody is.
 */
@NullMarked
package io.shiponce.page;

import org.jspecify.annotations.NullMarked;
