package io.shiponce.benchmarks.lab;

/**
 * What a SIGKILL in the middle and a restart have led to.
 *
 * @param duplicates creates that the carrier executed beyond the first of their shipment
 * @param stuck not finished by the contender's own books when it does nothing more by itself
 * @param lost never sent, and not among the unfinished either
 */
public record KillResult(int duplicates, int stuck, int lost) {}
