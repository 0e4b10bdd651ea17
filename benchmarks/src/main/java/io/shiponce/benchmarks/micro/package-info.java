/** What is CPU only, by JMH. */
@org.jspecify.annotations.NullMarked
package io.shiponce.benchmarks.micro;
