/**
 * What a carrier author sees. Implement {@link io.shiponce.carrier.CarrierAdapter}, publish a {@link
 * io.shiponce.carrier.CarrierAdapterFactory} through {@link java.util.ServiceLoader}, and keep these rules:
 *
 * <ul>
 *   <li><b>C1</b> One call of {@code send} makes at most one create request. No client below it repeats a POST or follows
 *       a redirect with one.
 *   <li><b>C2</b> An exception is never a no: whatever is thrown, times out or cannot be read is {@code Unknown}.
 *   <li><b>C3</b> {@code NotSent} only when no byte of the request was written, or a documented "not accepted, try later"
 *       was read.
 *   <li><b>C4</b> {@code Rejected} only when a documented refusal for good was read, or the adapter refuses by itself
 *       before anything was written.
 *   <li><b>C5</b> The request is a pure function of (consignment, reference, first claim time): two sends under one
 *       reference are byte-identical.
 *   <li><b>C6</b> Reference and key are sent as given, never cut, changed or "repaired". One that the carrier cannot take
 *       is {@code Rejected} before anything is written.
 *   <li><b>C7</b> The time left is asked for right before the bytes leave; with less than the whole send needs, the answer
 *       is {@code NotSent}.
 *   <li><b>C8</b> A look-up that fails is {@code Failed}, never {@code Absent}; it returns only what carries exactly the
 *       reference asked for.
 *   <li><b>C9</b> {@code recovery()} never changes during an adapter's life, and promises no more than the carrier's
 *       documentation does. Its scope names account and endpoint without a secret.
 *   <li><b>C10</b> Adapters are called by many threads at once.
 *   <li><b>C11</b> Details of outcomes hold no personal data and no secret: they go to histories and logs.
 *   <li><b>C12</b> {@code NumberFollows} only when a documented "taken, the number comes later" was read for this reference, and
 *       only from an adapter that can look it up. Where a look-up lists it without a number yet, that is {@code Failed}: the
 *       carrier has it, so it is not {@code Absent}.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.carrier;
