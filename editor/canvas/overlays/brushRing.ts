// The brush's ring at its true size: white on dark, visible over any picture; dashed while it erases. It is an element that
// only moves with the pointer: showing a canvas of the view's size again costs as much as painting on one.
import type { EditorSession } from "../../session/editorSession";
import type { Pane } from "../../state/compare";
import type { Cursor } from "../../tools";

type RingCursor = Extract<Cursor, { kind: "ring" | "sample" }>;

/** CSS pixels. A smaller ring gets a cross around it, so that it can be found. */
const SMALL_RADIUS = 12;
const MIN_RADIUS = 1.5;
/** CSS pixels around the ring for its line and its cross. */
const MARGIN = 10;
/** The eyedropper's band of colour: the radius of its middle and its breadth. */
const BAND_RADIUS = 22;
const BAND = 9;

const SVG = "http://www.w3.org/2000/svg";

/** Shows the ring in every pane, each clipped to it. Returns a function that removes it. */
export function attachBrushRing(host: HTMLElement, session: EditorSession): () => void {
	let rings: readonly PaneRing[] = [];
	const draw = () => {
		const { tools, document, panes, camera } = session;
		const cursor = tools.getCursor();
		const at = document === null ? null : (tools.keyboardPointer?.at ?? tools.cursorPoint);
		const shown = at !== null && cursor.kind !== "css" ? { at, cursor } : null;
		if (rings.length !== panes.length) {
			rings = panes.map(() => new PaneRing());
			host.replaceChildren(...rings.map(({ element }) => element));
		}
		for (const [index, pane] of panes.entries()) {
			if (shown === null) rings[index]?.hide();
			else rings[index]?.show(pane, shown.at, shown.cursor, camera.zoom);
		}
	};
	const schedule = () => session.frames.schedule("draw", draw);
	draw();
	const unsubscribe = [session.subscribe(schedule), session.onRedraw((scope) => isFollowed(scope) && schedule())];
	return () => {
		for (const stop of unsubscribe) stop();
		session.frames.cancel("draw", draw);
		host.replaceChildren();
	};
}

const isFollowed = (scope: string) => scope === "pointer" || scope === "cursor" || scope === "camera";

/** The ring in one pane. Elements are written only where something has changed. */
class PaneRing {
	readonly element = document.createElement("div");
	/** Moving an HTML element costs less than moving the drawing in it. */
	readonly #moved = document.createElement("div");
	readonly #svg = document.createElementNS(SVG, "svg");
	#pane = "";
	#shape = "";

	constructor() {
		this.#moved.append(this.#svg);
		this.element.append(this.#moved);
		this.element.hidden = true;
	}

	hide(): void {
		this.element.hidden = true;
	}

	/** `at` is relative to the pane. */
	show(pane: Pane, at: { readonly x: number; readonly y: number }, cursor: RingCursor, zoom: number): void {
		this.#setPane(pane);
		const radius = cursor.kind === "sample" ? BAND_RADIUS : Math.max(MIN_RADIUS, (cursor.diameter * zoom) / 2);
		if (cursor.kind === "sample") this.#setBand(cursor.colour);
		else this.#setShape(radius, cursor.core === undefined ? null : (cursor.core * zoom) / 2, cursor.isErasing === true);
		const half = radius + MARGIN;
		this.#moved.style.transform = `translate(${at.x - half}px, ${at.y - half}px)`;
		this.element.hidden = false;
	}

	#setPane({ left, top, right, bottom }: Pane): void {
		const pane = `${left} ${top} ${right} ${bottom}`;
		if (pane === this.#pane) return;
		this.#pane = pane;
		const [width, height] = [right - left, bottom - top].map((length) => `${length}px`);
		Object.assign(this.element.style, { left: `${left}px`, top: `${top}px`, width, height });
	}

	#setShape(radius: number, core: number | null, isErasing: boolean): void {
		const shape = `${radius} ${core} ${isErasing}`;
		if (shape === this.#shape) return;
		this.#shape = shape;
		const half = radius + MARGIN;
		const path = [circle(half, radius), core === null ? "" : circle(half, core)].join("");
		const d = radius <= SMALL_RADIUS ? path + cross(half, radius) : path;
		const light = linePath("light", d);
		if (isErasing) light.setAttribute("stroke-dasharray", dashes(radius));
		this.#draw(half, [linePath("dark", d), light]);
	}

	/** A band of colour between a dark and a light line, around a small cross. */
	#setBand(colour: string): void {
		if (colour === this.#shape) return;
		this.#shape = colour;
		const half = BAND_RADIUS + MARGIN;
		const band = linePath("light", circle(half, BAND_RADIUS));
		Object.assign(band.style, { stroke: colour, strokeWidth: `${BAND}px` });
		const edges = circle(half, BAND_RADIUS - BAND / 2) + circle(half, BAND_RADIUS + BAND / 2) + cross(half, -1);
		this.#draw(half, [linePath("dark", edges), band, linePath("light", edges)]);
	}

	#draw(half: number, lines: readonly SVGPathElement[]): void {
		for (const side of ["width", "height"]) this.#svg.setAttribute(side, `${2 * half}`);
		this.#svg.replaceChildren(...lines);
	}
}

function linePath(look: "dark" | "light", d: string): SVGPathElement {
	const line = document.createElementNS(SVG, "path");
	line.setAttribute("class", `hfis-viewport-ring-${look}`);
	line.setAttribute("d", d);
	return line;
}

function circle(centre: number, radius: number): string {
	const arc = `a${radius} ${radius} 0 1 1`;
	return `M${centre + radius} ${centre}${arc} ${-2 * radius} 0${arc} ${2 * radius} 0`;
}

function cross(centre: number, radius: number): string {
	const [from, to] = [radius + 3, radius + 7];
	return [-1, 1]
		.map(
			(side) =>
				`M${centre + side * from} ${centre}h${side * (to - from)}M${centre} ${centre + side * from}v${side * (to - from)}`,
		)
		.join("");
}

/** A dash pattern that repeats a whole number of times around the ring. */
function dashes(radius: number): string {
	const around = 2 * Math.PI * radius;
	const step = around / Math.max(4, Math.round(around / 9));
	return `${step * 0.55} ${step * 0.45}`;
}
