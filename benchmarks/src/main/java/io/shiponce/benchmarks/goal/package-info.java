/** The goals that the engine is held to, each as a ratio measured in one run. */
@org.jspecify.annotations.NullMarked
package io.shiponce.benchmarks.goal;
