package io.shiponce.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps shipments, durably. It decides nothing: {@link ShipmentLaw} says what to write, the store writes it if the row still has
 * the version it read (S1), and everything that one verdict orders in one commit.
 *
 * <p>Safe for any thread. Every call returns within {@link #callTimeout()} or throws {@link StoreException}: then the outcome of
 * each of its items is unknown. A crash leaves what was committed. The rules:
 *
 * <ul>
 *   <li><b>S1</b> Each write is conditional on the version read and raises it by one; of two writers one wins.
 *   <li><b>S2</b> Of all claims on one version of a pending shipment, ever, exactly one succeeds.
 *   <li><b>S3</b> What a call returned is durable: it survives the death of process and machine.
 *   <li><b>S4</b> A verdict is atomic: record, history, receipt, payload and spawned shipment, or nothing. Two shipments of one
 *       call need not be.
 *   <li><b>S5</b> A settlement is idempotent: recorded evidence is recorded once, however often it is repeated.
 *   <li><b>S6</b> Evidence is never refused: every settlement of a known shipment is taken, whatever its state. One of a shipment
 *       that the store does not know (a restored backup) is kept in the history under its id, and counts when its order is
 *       accepted, or it is ordered as the same reshipment once more: {@link Outcome#kept} makes a settlement of each such entry,
 *       which is written in the same commit.
 *   <li><b>S7</b> Claimed is only what is pending, not held, due, not dated later, of the carrier asked for, within limit and
 *       doubt room, while the carrier is not paused and the incarnation is the request's.
 *   <li><b>S8</b> Time is the store's own, one reading per call.
 *   <li><b>S9</b> {@link #claimsOf} sees whatever an exchange committed, also after its caller learned nothing, and after another
 *       engine found the claim expired.
 *   <li><b>S10</b> The same order is stored once; another content under its number changes nothing.
 *   <li><b>S11</b> Events come in an order in which none can appear before one that was already read; each at least once.
 *   <li><b>S12</b> No caller that stops in the middle keeps another one from any row but its own (R16).
 *   <li><b>S13</b> No write joins a caller's transaction (R11), but for orders registered in one on purpose.
 *   <li><b>S14</b> Repeated entries of a folding kind ({@link HistoryEntry.Kind#folds}) are folded into one, with their counts added up; of
 *       claims that all ended not sent, the CLAIMED entries between may go with them. No other entry is ever changed or removed.
 *   <li><b>S15</b> Pauses, incarnation and quarantine are durable and seen by all.
 *   <li><b>S16</b> Erasing removes payloads and receipts, and nothing else, of finished shipments to which nothing has happened
 *       since they were seen.
 * </ul>
 */
public interface ShipmentStore extends AutoCloseable {

    /** The longest that a call takes before it throws. */
    Duration callTimeout();

    /**
     * Asks the database itself whether an acknowledged commit can be lost, and whether one is visible to others. At least one finding:
     * an audit that asks nothing proves nothing.
     */
    Durability audit();

    /** S10: stores each order with its shipments, or says what was stored before; one result per plan, in their order. */
    List<AcceptResult> accept(List<OrderPlan> plans, String actor);

    /** S2 to S8: takes settlements, puts expired claims in doubt and claims, in this order. */
    ExchangeResult exchange(ExchangeRequest request);

    /**
     * S9, R4: the shipments whose latest claim is this exchange's and of which no more is known: claimed, or in doubt because that
     * claim expired. The caller never sent them, and says so.
     */
    List<ShipmentRecord> claimsOf(ExchangeId exchange);

    /** S1, R13: each action on the version its actor saw; one result per transition, in their order. */
    List<TransitionResult> transition(List<Transition> transitions);

    /** One shipment with its payload, {@link Payload#EMPTY} if that was erased; empty if there is none of this id. */
    Optional<StoredShipment> find(ShipmentId shipment);

    /** Shipments by ascending id, from after {@code after}; at most {@code limit}. */
    List<ShipmentRecord> page(ShipmentFilter filter, @Nullable ShipmentId after, int limit);

    /** Everything that happened to one shipment, oldest first; also evidence of one that the store does not know (S6). */
    List<HistoryEntry> history(ShipmentId shipment);

    /** The receipts of one shipment, oldest first: one per acceptance. */
    List<Payload> receipts(ShipmentId shipment);

    /** S11: what happened after {@code cursor}, at most {@code limit}. */
    List<Event> events(String cursor, int limit);

    /** How many shipments are where, one entry per carrier that has any. */
    List<CarrierCounts> counts(ShipmentFilter filter);

    /** What all engines share. */
    Control control();

    /** S15: changes it, and returns what it is now. */
    Control control(Control.Change change);

    /** S16: shipments finished before then whose payload and receipts were not erased yet; at most {@code limit}. */
    List<ShipmentRecord> erasable(Instant finishedBefore, int limit);

    /** S16: empties payload and receipts of those that are finished and still have the version seen; returns how many. */
    int erase(List<ShipmentRecord> seen);

    /** Lets go of connections; throws nothing. */
    @Override
    void close();
}
