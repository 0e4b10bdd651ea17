package io.shiponce.internal;

import io.shiponce.Box;
import io.shiponce.OrderLine;
import io.shiponce.Packed;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a carrier is told of a parcel. Pure; safe for any thread. */
final class Parcels {
    private Parcels() {}

    /** Its weight is known if all weights are; its size if it is in a box, or a single piece. */
    static Parcel of(Packed parcel) {
        List<OrderLine> lines = parcel.group().lines();
        Box box = parcel.box();
        Weight goods = weight(lines);
        return new Parcel(
                lines.stream().map(Parcels::item).toList(),
                goods == null || box == null ? goods : goods.plus(box.tare()),
                box == null ? ofOnePiece(lines) : box.outer());
    }

    private static Item item(OrderLine line) {
        return new Item(
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.unitWeight(),
                line.traits().commodityCode(),
                line.traits().countryOfOrigin());
    }

    private static @Nullable Dimensions ofOnePiece(List<OrderLine> lines) {
        OrderLine first = lines.get(0);
        return lines.size() == 1 && first.quantity() == 1 ? first.traits().unitDimensions() : null;
    }

    /** The sum, if every weight is known. */
    private static @Nullable Weight weight(List<OrderLine> lines) {
        Weight sum = Weight.ZERO;
        for (OrderLine line : lines) {
            Weight piece = line.unitWeight();
            if (piece == null) {
                return null;
            }
            sum = sum.plus(piece.times(line.quantity()));
        }
        return sum;
    }
}
