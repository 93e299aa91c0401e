// The strip of the request's images, numbered in the order in which they are sent. References are reordered by dragging
// or with Alt and the arrow keys, and removed with Delete.
import {
	type CollisionDetection,
	closestCenter,
	DndContext,
	type DragEndEvent,
	PointerSensor,
	useSensor,
	useSensors,
} from "@dnd-kit/core";
import { rectSortingStrategy, SortableContext } from "@dnd-kit/sortable";
import { X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { IconButton } from "../../../ui";
import { useTranslate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import { ReferenceItem, sortableId } from "./ReferenceItem";
import { canMoveTo, type RequestImage } from "./requestImages";

interface ReferenceStripProps {
	readonly library: Pick<Library, "getThumbnail">;
	readonly images: readonly RequestImage[];
	/** Returns false if the image cannot be moved to that place. */
	readonly onMove: (from: number, to: number) => boolean;
	readonly onRemove: (image: RequestImage) => void;
	readonly onMention: (number: number) => void;
}

/** CSS pixels that the pointer moves before a press is a drag. */
const DRAG_DISTANCE = 5;

export function ReferenceStrip({ library, images, onMove, onRemove, onMention }: ReferenceStripProps) {
	const t = useTranslate();
	const list = useRef<HTMLUListElement>(null);
	const hintId = useId();
	const [announcement, setAnnouncement] = useState("");
	// Fingers drag, too: the strip does not scroll.
	const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: DRAG_DISTANCE } }));

	const focusItem = (index: number): void =>
		list.current?.children[index]?.querySelector<HTMLElement>(".hfis-references-face")?.focus();
	const move = (from: number, to: number): void => {
		const image = images[from];
		if (!image || !onMove(from, to)) return;
		setAnnouncement(t("prompt.references.moved", { name: image.name, number: to + 1 }));
		// After the list is rendered anew, the moved image keeps the focus.
		requestAnimationFrame(() => focusItem(to));
	};
	const indexOf = (id: string | number | undefined) => images.findIndex((image) => sortableId(image) === id);
	const onDragEnd = ({ active, over }: DragEndEvent): void => {
		const [from, to] = [indexOf(active.id), indexOf(over?.id)];
		if (from >= 0 && to >= 0) move(from, to);
	};
	const detectPlace: CollisionDetection = (collision) => {
		const dragged = images[indexOf(collision.active.id)];
		const places = collision.droppableContainers.filter(
			({ id }) => id === collision.active.id || canMoveTo(dragged, images[indexOf(id)]),
		);
		return closestCenter({ ...collision, droppableContainers: places });
	};

	const onKeyDown = (event: KeyboardEvent, index: number): void => {
		const offset = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
		const image = images[index];
		if (offset !== undefined) {
			if (event.altKey) move(index, index + offset);
			else focusItem(index + offset);
		} else if ((event.key === "Delete" || event.key === "Backspace") && image && !image.isTarget) {
			onRemove(image);
			requestAnimationFrame(() => focusItem(Math.min(index, images.length - 2)));
		} else return;
		event.preventDefault();
		event.stopPropagation();
	};
	const references = images.filter(({ isTarget }) => !isTarget);

	return (
		<div className="hfis-references-bar">
			<DndContext
				sensors={sensors}
				collisionDetection={detectPlace}
				autoScroll={false}
				accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: "" } }}
				onDragEnd={onDragEnd}
			>
				<SortableContext items={images.map(sortableId)} strategy={rectSortingStrategy}>
					<ul ref={list} className="hfis-references-strip" aria-label={t("prompt.references")}>
						{images.map((image, index) => (
							<ReferenceItem
								key={sortableId(image)}
								library={library}
								image={image}
								number={index + 1}
								hintId={hintId}
								onKeyDown={(event) => onKeyDown(event, index)}
								onMention={() => onMention(index + 1)}
								onRemove={() => onRemove(image)}
							/>
						))}
					</ul>
				</SortableContext>
			</DndContext>
			{references.length > 1 ? (
				<IconButton
					icon={X}
					size={16}
					label={t("prompt.references.clear")}
					onClick={() => {
						for (const reference of references) onRemove(reference);
					}}
				/>
			) : null}
			<span id={hintId} className="hfis-ui-visually-hidden">
				{t("prompt.references.keys")}
			</span>
			<span className="hfis-ui-visually-hidden" role="status">
				{announcement}
			</span>
		</div>
	);
}

const nothing = () => undefined;
/** The strip announces a move itself, whether it was made by dragging or by keys. */
const SILENT = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
