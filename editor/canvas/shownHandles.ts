// The handles that the canvas shows: around the selected objects or the edit frame while the tool that changes them is active.
// Without Konva, so that what lies over the canvas can make room for them.
import { type PlacedBox, rotatePoint } from "../document";
import { type Point, rectOf } from "../raster";
import type { EditorSession } from "../session/editorSession";
import { FRAME_HANDLES, HANDLES, type Handle, maskBoxOf, objectHandles } from "../tools";
import { boxInView } from "./viewTransform";

/** CSS pixels from the box to the handle that rotates it. */
export const ROTATE_DISTANCE = 30;

interface ShownHandles {
	readonly box: PlacedBox;
	readonly handles: readonly Handle[];
}

export function shownHandles({ tools, viewState, document }: EditorSession): ShownHandles | null {
	if (document !== null && tools.active.isFraming) {
		return { box: { place: tools.frame ?? rectOf(document.picture) }, handles: FRAME_HANDLES };
	}
	if (document !== null && tools.active.isTransformingMask) {
		const box = tools.gesture.maskBox ?? maskBoxOf({ document, settings: tools.preferences.tools });
		return box && { box, handles: HANDLES };
	}
	if (viewState.maskOnly || !tools.active.hits?.includes("object")) return null;
	const { selectedObjects, croppedObject } = viewState;
	const preview = tools.gesture.objects;
	return objectHandles(tools.objects.all, selectedObjects, { preview, isCropping: croppedObject !== null });
}

/** Possible places of handles in the first pane, in CSS pixels. */
export function handlePositions(session: EditorSession): readonly Point[] {
	const shown = shownHandles(session);
	if (shown === null) return [];
	const { x, y, width, height, angle } = boxInView(session.camera, shown.box);
	const places = [-0.5, 0, 0.5].flatMap((across) =>
		[-0.5, 0, 0.5].map((down) => [across * width, down * height] as const),
	);
	const rotate = [0, -height / 2 - ROTATE_DISTANCE] as const;
	return [...places, rotate].map(([dx, dy]) => rotatePoint({ x: x + dx, y: y + dy }, { x, y }, angle));
}
