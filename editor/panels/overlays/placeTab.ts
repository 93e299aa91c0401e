// Places the tabs beside areas of the picture, so that all of a tab is always in view and none lies under a ruler.
import type { Size } from "../../raster";
import type { Snapshot } from "../../state/snapshot";
import { areRulersShown, type ViewPoint } from "../../tools";
import { RULER_SIZE } from "../viewAids/rulerSvg";

/** The breadth of the rulers along the upper and the left edge, in CSS pixels. */
export function rulerBreadth(snapshot: Snapshot): number {
	return areRulersShown(snapshot) ? RULER_SIZE : 0;
}

/** `rulers`: their breadth. `margin`: from the rulers and the view's edges. Both in CSS pixels. */
export function placeTab(
	tab: HTMLElement,
	{ x, y }: ViewPoint,
	view: Size,
	{ rulers, margin }: { readonly rulers: number; readonly margin: number },
): void {
	const start = rulers + margin;
	const keep = (at: number, room: number) => Math.round(Math.min(Math.max(start, at), Math.max(start, room - margin)));
	const [left, top] = [keep(x, view.width - tab.offsetWidth), keep(y, view.height - tab.offsetHeight)];
	tab.style.transform = `translate(${left}px, ${top}px)`;
}
