// Drag and drop of image files from outside the page onto the prompt bar.
import { type DragEvent, useState } from "react";
import { mayHoldFiles } from "../../../editor/basics";
import { useHostDragOverPrompt } from "./requestImages";

export function useReferenceDrop(onFiles: (files: readonly File[]) => void) {
	const [isOver, setOver] = useState(false);
	const isHostDragOver = useHostDragOverPrompt((drag) => drag.isOver);
	const onDragOver = (event: DragEvent): void => {
		if (!mayHoldFiles(event.dataTransfer)) return;
		event.preventDefault();
		event.dataTransfer.dropEffect = "copy";
		setOver(true);
	};
	const onDrop = (event: DragEvent): void => {
		setOver(false);
		const files = [...event.dataTransfer.files];
		if (files.length === 0) return;
		event.preventDefault();
		onFiles(files);
	};
	const onDragLeave = ({ relatedTarget, currentTarget }: DragEvent): void => {
		if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
	};
	/** Some web views do not report the end of a drag; a pointer event means that it has ended. */
	const onPointerMove = (): void => setOver(false);
	return {
		isOver: isOver || isHostDragOver,
		dropHandlers: { onDragEnter: onDragOver, onDragOver, onDragLeave, onDrop, onPointerMove },
	};
}
