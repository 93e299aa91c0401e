// A thumbnail of the picture after a number of its edits, with a frame around the area that the last of them changed.
import { useEffect, useRef } from "react";
import { drawPictureSmall } from "../../canvas/drawDocument";
import { type Surface, thumbnailSurface, toDevice } from "../../canvas/surface";
import type { DocumentTree } from "../../document";
import { movedRect } from "../../images/patchKeys";
import type { EditorSession } from "../../session/editorSession";

interface StepThumbnailProps {
	readonly session: EditorSession;
	readonly document: DocumentTree;
	readonly steps: number;
	/** CSS pixels of the longer side. */
	readonly side: number;
}

export function StepThumbnail({ session, document, steps, side }: StepThumbnailProps) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const wasComplete = useRef(false);
	const { picture } = document;
	const scale = side / Math.max(picture.width, picture.height);
	const width = Math.max(1, Math.round(picture.width * scale));
	const height = Math.max(1, Math.round(picture.height * scale));
	const layers = document.accepted.slice(0, steps);
	// Changes when the patch of an edit has been loaded, so that the thumbnail is drawn again.
	const drawn = layers.map((layer) => `${layer.id}${session.getPatch(layer) ? "+" : ""}`).join(" ");

	// biome-ignore lint/correctness/useExhaustiveDependencies: the drawn layers are identified by the string.
	useEffect(() => {
		const context = canvas.current?.getContext("2d");
		const isComplete = layers.every((layer) => layer.edit === undefined || session.getPatch(layer) !== undefined);
		// Patches of large edits may be dropped from the cache: a complete thumbnail is not replaced by an incomplete one.
		if (!context || (wasComplete.current && !isComplete)) return;
		wasComplete.current = isComplete;
		const ratio = Math.min(2, window.devicePixelRatio);
		Object.assign(context.canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
		const surface = thumbnailSurface(context, scale * ratio);
		drawPictureSmall(surface, session, document, layers);
		const last = layers.at(-1);
		const patch = last && session.getPatch(last);
		if (last && patch) frame(surface, toDevice(surface, movedRect(patch.planned, last)), ratio);
	}, [session, drawn, width, height]);

	return (
		<canvas ref={canvas} className="hfis-editor-thumbnail" style={{ width, height }} {...{ "aria-hidden": true }} />
	);
}

function frame({ context }: Surface, { left, top, right, bottom }: ReturnType<typeof toDevice>, ratio: number): void {
	for (const [colour, width] of [
		["rgb(0 0 0 / 0.6)", 3],
		["#fff", 1],
	] as const) {
		context.lineWidth = width * ratio;
		context.strokeStyle = colour;
		context.strokeRect(left, top, right - left, bottom - top);
	}
}
