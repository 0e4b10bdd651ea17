package io.shiponce.packing;

import com.github.skjolber.packing.api.Box;
import com.github.skjolber.packing.api.Container;
import com.github.skjolber.packing.api.ContainerItem;
import com.github.skjolber.packing.api.PackagerResult;
import com.github.skjolber.packing.api.StackPlacement;
import com.github.skjolber.packing.api.StackableItem;
import com.github.skjolber.packing.packer.laff.LargestAreaFitFirstPackager;
import io.shiponce.carrier.Dimensions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Largest area first, by 3d-bin-container-packing. Stateless; safe for any thread. */
final class LargestAreaSolver implements Solver {

    @Override
    public List<Load> solve(List<Piece> pieces, List<Room> boxes, int most, Duration time, BooleanSupplier stop) {
        List<StackableItem> items = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            items.add(new StackableItem(item(i, pieces.get(i)), pieces.get(i).count()));
        }
        ContainerItem.Builder containers = ContainerItem.newListBuilder();
        for (int i = 0; i < boxes.size(); i++) {
            containers.withContainer(container(i, boxes.get(i)), most);
        }
        PackagerResult result = LargestAreaFitFirstPackager.newBuilder()
                .withCheckpointsPerDeadlineCheck(1)
                .build()
                .newResultBuilder()
                .withContainers(containers.build())
                .withStackables(items)
                .withMaxContainerCount(most)
                .withDeadline(System.currentTimeMillis() + time.toMillis())
                .withInterrupt(stop)
                .build();
        return result.isSuccess()
                ? result.getContainers().stream().map(LargestAreaSolver::load).toList()
                : List.of();
    }

    private static Box item(int index, Piece piece) {
        Dimensions size = piece.size();
        return Box.newBuilder()
                .withId(Integer.toString(index))
                .withSize(size.lengthMillimetres(), size.widthMillimetres(), size.heightMillimetres())
                .withRotate3D()
                .withWeight(piece.grams())
                .build();
    }

    private static Container container(int index, Room room) {
        Dimensions size = room.box().inner();
        return Container.newBuilder()
                .withId(Integer.toString(index))
                .withSize(size.lengthMillimetres(), size.widthMillimetres(), size.heightMillimetres())
                .withEmptyWeight(0)
                .withMaxLoadWeight((int) Math.min(room.grams(), Integer.MAX_VALUE))
                .build();
    }

    private static Load load(Container container) {
        List<Placement> placements = new ArrayList<>();
        for (StackPlacement placed : container.getStack().getPlacements()) {
            placements.add(new Placement(
                    Integer.parseInt(placed.getStackable().getId()),
                    placed.getAbsoluteX(),
                    placed.getAbsoluteY(),
                    placed.getAbsoluteZ(),
                    placed.getStackValue().getDx(),
                    placed.getStackValue().getDy(),
                    placed.getStackValue().getDz()));
        }
        return new Load(Integer.parseInt(container.getId()), placements);
    }
}
