// Drags a guide: a new one from a ruler, or one that exists. Released on its ruler or outside of the canvas, it is removed.
import { type Guide, guidePosition, snapGuide } from "../../document";
import type { EditorSession } from "../../session/editorSession";
import { toImage } from "../../state/camera";
import { paneAt } from "../../state/compare";
import { rulerScale } from "../../state/rulerTicks";
import { RULER_SIZE } from "./rulerSvg";

/** CSS pixels within which a guide snaps to edges and centres of the picture and of objects. */
const REACH = 6;

interface GuideDragPress {
	readonly session: EditorSession;
	/** The element that was pressed; it captures the pointer. */
	readonly element: HTMLElement;
	readonly pointerId: number;
	readonly guide: Pick<Guide, "id" | "axis">;
}

/** Follows the pointer until it is released. */
export function dragGuide({ session, element, pointerId, guide }: GuideDragPress): void {
	const view = element.closest(".hfis-editor-view")?.getBoundingClientRect();
	if (view === undefined) return;
	const { left, top, width, height } = view;
	const isUpright = rulerScale(session.camera, "top")?.axis === guide.axis;
	let dragged: Guide | null = null;
	let isMoved = false;

	const place = (event: PointerEvent): Guide | null => {
		const [x, y] = [event.clientX - left, event.clientY - top];
		const [across, room] = isUpright ? [x, width] : [y, height];
		if (across < RULER_SIZE || across > room) return null;
		const pane = paneAt(session.panes, { x, y });
		const point = toImage(session.camera, { x: x - pane.left, y: y - pane.top });
		const at = point[guide.axis];
		const isFree = event.ctrlKey || event.metaKey || session.document === null;
		const tolerance = REACH / session.camera.zoom;
		return { ...guide, at: guidePosition(isFree ? at : snapGuide(session.document, guide.axis, at, tolerance)) };
	};

	const listening = new AbortController();
	const { signal } = listening;
	const end = (isKept: boolean) => {
		listening.abort();
		session.apply([{ type: "dragGuide", guide: null }]);
		if (isKept && isMoved) finish(session, guide.id, dragged);
	};
	element.setPointerCapture(pointerId);
	element.addEventListener(
		"pointermove",
		(event) => {
			if (event.pointerId !== pointerId) return;
			isMoved = true;
			dragged = place(event);
			session.apply([{ type: "dragGuide", guide: dragged }]);
		},
		{ signal },
	);
	element.addEventListener("pointerup", (event) => event.pointerId === pointerId && end(true), { signal });
	element.addEventListener("lostpointercapture", (event) => event.pointerId === pointerId && end(false), { signal });
	document.addEventListener(
		"keydown",
		(event) => {
			if (event.key !== "Escape") return;
			event.preventDefault();
			event.stopPropagation();
			end(false);
		},
		{ signal, capture: true },
	);
}

function finish(session: EditorSession, id: string, dragged: Guide | null): void {
	const existing = session.document?.guides.find((guide) => guide.id === id);
	if (dragged === null && existing === undefined) return;
	const command =
		dragged === null
			? ({ type: "guide.remove", guide: id } as const)
			: existing === undefined
				? ({ type: "guide.add", guide: dragged } as const)
				: ({ type: "guide.move", guide: id, at: dragged.at } as const);
	session.apply([{ type: "commands", commands: [command] }]);
}
