/** Orders made up as shop systems export them, with what is to be sent counted beside them. */
package io.shiponce.examples.shops;
