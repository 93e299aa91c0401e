// A list of layers whose rows are dragged to another place with the mouse or a pen. A finger scrolls the list, and the
// keyboard moves rows by Alt and the arrow keys (LayerRow). Live region and hidden texts are rendered in place.
import {
	type Announcements,
	closestCenter,
	DndContext,
	type DragEndEvent,
	type Modifier,
	MouseSensor,
	useSensor,
	useSensors,
} from "@dnd-kit/core";
import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { type ReactNode, useState } from "react";
import { fill, STRINGS } from "../../strings";
import type { Locale } from "../../types";

/** CSS pixels that the pointer moves before a press is a drag. */
const DRAG_DISTANCE = 4;

interface SortableListProps {
	readonly label: string;
	readonly locale: Locale;
	/** In the order of the rows, from the top. */
	readonly items: readonly { readonly id: string; readonly name: string }[];
	readonly children: ReactNode;
	/** Places are counted from the top. Without it the rows stay in place. */
	onMove?(from: number, to: number): void;
}

export function SortableList({ label, locale, items, children, onMove }: SortableListProps) {
	const sensors = useSensors(useSensor(MouseSensor, { activationConstraint: { distance: DRAG_DISTANCE } }));
	const [isDragging, setDragging] = useState(false);
	const placeOf = (id: string | number | undefined) => items.findIndex((item) => item.id === id);

	function onDragEnd({ active, over }: DragEndEvent): void {
		setDragging(false);
		const [from, to] = [placeOf(active.id), placeOf(over?.id)];
		if (from >= 0 && to >= 0 && from !== to) onMove?.(from, to);
	}

	return (
		<DndContext
			sensors={sensors}
			collisionDetection={closestCenter}
			modifiers={VERTICAL}
			autoScroll={{ canScroll: (element) => element.closest(".hfis-side-panel") !== null }}
			accessibility={{ announcements: announce(items, locale), screenReaderInstructions: { draggable: "" } }}
			onDragStart={() => setDragging(true)}
			onDragEnd={onDragEnd}
			onDragCancel={() => setDragging(false)}
		>
			<SortableContext
				items={items.map(({ id }) => id)}
				strategy={verticalListSortingStrategy}
				disabled={onMove === undefined}
			>
				<ul
					className="hfis-layers-list"
					aria-label={label}
					onKeyDown={(event) => {
						// Escape cancels the drag; the side panel stays open.
						if (isDragging && event.key === "Escape") event.preventDefault();
					}}
				>
					{children}
				</ul>
			</SortableContext>
		</DndContext>
	);
}

const VERTICAL: Modifier[] = [({ transform }) => ({ ...transform, x: 0 })];

/** Only where a row has been dropped is announced: the drag itself is followed by eye. */
function announce(items: SortableListProps["items"], locale: Locale): Announcements {
	const nothing = () => undefined;
	return {
		onDragStart: nothing,
		onDragOver: nothing,
		onDragCancel: nothing,
		onDragEnd: ({ active, over }) => {
			const place = items.findIndex(({ id }) => id === over?.id) + 1;
			const name = items.find(({ id }) => id === active.id)?.name;
			if (place === 0 || name === undefined) return undefined;
			return fill(STRINGS.layerMoved, locale, { name, place, count: items.length });
		},
	};
}
