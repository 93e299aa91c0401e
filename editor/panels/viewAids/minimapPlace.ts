// Moves the minimap down from its corner while it would cover a handle of the frame or of an object.
import { useLayoutEffect } from "react";
import { handlePositions } from "../../canvas/shownHandles";
import type { Point, Rect } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { followRedraws } from "./followRedraws";

/** CSS pixels. */
const MARGIN = 12;
/** A handle can be pressed within this distance. */
const HANDLE_REACH = 16;
/** At the bottom of the view are its controls. */
const ROOM_BELOW = 64;

/** The distance by which a box must move down so that it covers none of the points; 0 if that is more than `room`. */
export function distanceFromHandles(box: Rect, points: readonly Point[], room: number): number {
	const beside = points
		.filter(({ x }) => x > box.left - HANDLE_REACH && x < box.right + HANDLE_REACH)
		.map(({ y }) => y)
		.sort((a, b) => a - b);
	let moved = 0;
	for (const y of beside) {
		const isCovered = y > box.top + moved - HANDLE_REACH && y < box.bottom + moved + HANDLE_REACH;
		if (isCovered) moved = y + HANDLE_REACH - box.top;
	}
	return moved > room ? 0 : moved;
}

export function useMinimapPlace(
	minimap: React.RefObject<HTMLElement | null>,
	session: EditorSession,
	{ width, height, ruler }: { readonly width: number; readonly height: number; readonly ruler: number },
): void {
	useLayoutEffect(() => {
		const place = () => {
			// A drag must not move what lies beside the pointer.
			if (minimap.current === null || session.tools.gesture.tool !== null) return;
			const { right } = session.panes.at(-1) ?? session.panes[0];
			const [end, top] = [right - MARGIN, MARGIN + ruler];
			const box = { left: end - width, right: end, top, bottom: top + height };
			const room = session.panes[0].bottom - ROOM_BELOW - box.bottom;
			const moved = distanceFromHandles(box, handlePositions(session), room);
			minimap.current.style.translate = moved === 0 ? "" : `0 ${Math.round(moved)}px`;
		};
		// A tool or a selection may have changed, or a gesture ended.
		const unsubscribe = session.subscribe(() => session.frames.schedule("draw", place));
		const stop = followRedraws(session, ["camera", "objects", "cursor"], place);
		return () => {
			unsubscribe();
			stop();
		};
	}, [minimap, session, width, height, ruler]);
}
