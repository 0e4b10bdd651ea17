/** From results to the page: the tables and the plot of docs/benchmarks.md, none of them typed by hand. */
@org.jspecify.annotations.NullMarked
package io.shiponce.benchmarks.report;
