// Draws the ticks and numbers of a ruler into an SVG element, outside of React, because they follow the camera. SVG is crisp
// at every pixel ratio and takes its colours from the theme.
import type { Camera } from "../../state/camera";
import type { Pane } from "../../state/compare";
import { rulerScale, rulerTicks, type Tick } from "../../state/rulerTicks";

export type RulerSide = "top" | "left";

/** The breadth of a ruler in CSS pixels. */
export const RULER_SIZE = 18;

const TICK_LENGTHS: Readonly<Record<Tick["kind"], number>> = { labelled: RULER_SIZE, middle: 7, short: 4 };
const SVG = "http://www.w3.org/2000/svg";

export function drawRuler(svg: SVGSVGElement, side: RulerSide, panes: readonly Pane[], camera: Camera): void {
	const scale = rulerScale(camera, side);
	const marks: SVGElement[] = [];
	let path = "";
	for (const [start, length] of sectionsOf(side, panes)) {
		for (const { position, kind, value } of scale === null ? [] : rulerTicks(scale, length)) {
			const at = Math.round(start + position);
			const tick = TICK_LENGTHS[kind];
			path += side === "top" ? `M${at + 0.5} ${RULER_SIZE}v${-tick}` : `M${RULER_SIZE} ${at + 0.5}h${-tick}`;
			if (kind === "labelled") marks.push(label(side, at, String(value)));
		}
	}
	const ticks = document.createElementNS(SVG, "path");
	ticks.setAttribute("d", path);
	svg.replaceChildren(ticks, ...marks);
}

/** Start and length of each pane along the ruler; panes in a row share the ruler beside them. */
function sectionsOf(side: RulerSide, panes: readonly Pane[]): ReadonlyMap<number, number> {
	return new Map(
		panes.map(({ left, top, right, bottom }) => (side === "top" ? [left, right - left] : [top, bottom - top])),
	);
}

/** The numbers of the left ruler read upwards. Both stand behind their tick. */
function label(side: RulerSide, at: number, text: string): SVGElement {
	const element = document.createElementNS(SVG, "text");
	element.textContent = text;
	if (side === "top") {
		element.setAttribute("x", String(at + 3));
		element.setAttribute("y", "9");
	} else {
		element.setAttribute("transform", `translate(9 ${at + 3}) rotate(-90)`);
		element.setAttribute("text-anchor", "end");
	}
	return element;
}
