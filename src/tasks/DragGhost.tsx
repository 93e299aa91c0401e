// The drag image of a card: its image and the action of the drop target under the pointer.
import { type RefObject, useLayoutEffect } from "react";
import { useTranslate } from "../i18n/locale";
import { Thumbnail } from "../images/Thumbnail";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import type { Dragging } from "./grid/useCellDrag";

interface DragGhostProps {
	readonly ref: RefObject<HTMLDivElement | null>;
	readonly dragging: Dragging<"reference" | "canvas">;
	readonly task: TaskRecord;
	/** The number of tasks that a drop on the prompt bar adds as references. */
	readonly count: number;
	readonly library: Pick<Library, "getThumbnail">;
}

export function DragGhost({ ref, dragging, task, count, library }: DragGhostProps) {
	const t = useTranslate();
	useLayoutEffect(() => ref.current?.showPopover(), [ref]);
	const labels = {
		reference: count > 1 ? t("tasks.asReferences", { count }) : t("tasks.asReference"),
		canvas: t("tasks.edit"),
	};
	return (
		<div ref={ref} popover="manual" className="hfis-grid-drag" style={{ transform: dragging.initialTransform }}>
			{task.outputs[0] ? <Thumbnail library={library} sha256={task.outputs[0].image} alt="" /> : null}
			{dragging.over ? labels[dragging.over] : t("tasks.dragTo")}
		</div>
	);
}
