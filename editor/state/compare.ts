// Before and after against each other on the canvas: which layers each side shows, how the canvas is parted, where the
// divider is. Only looking: nothing here is stored, and one paints on while comparing.
import type { DocumentTree, ResultLayer } from "../document/index";
import { type Rect, rectOf, type Size } from "../raster/index";
import type { CompareMode, ViewPoint } from "../tools/index";
import type { Camera } from "./camera";

interface Looking {
	/** After so many edits; null: as it is. */
	readonly asOf: number | null;
}

export interface Sides {
	readonly before: readonly ResultLayer[];
	/** What lies over that on the other side. */
	readonly added: readonly ResultLayer[];
}

/** Candidates against the picture; where there are none, what was kept against what was imported. */
export function sidesOf({ accepted, results }: DocumentTree, { asOf }: Looking): Sides {
	if (asOf !== null) return { before: accepted.slice(0, Math.max(0, asOf - 1)), added: accepted.slice(asOf - 1, asOf) };
	const visible = results.filter(({ isVisible }) => isVisible);
	return visible.length > 0 ? { before: accepted, added: visible } : { before: [], added: accepted };
}

/** What is needed to look at the picture after so many of its edits. */
export function documentAsOf(document: DocumentTree, steps: number): DocumentTree {
	return { ...document, accepted: document.accepted.slice(0, steps), results: [] };
}

/** As it was asked for, if there is anything to compare. */
export function effectiveCompareMode(
	document: DocumentTree | null,
	shown: Looking & { readonly compare: CompareMode },
): CompareMode {
	return document !== null && sidesOf(document, shown).added.length > 0 ? shown.compare : "none";
}

/** The edit whose whole answer the difference shows. */
export function comparedEdit(document: DocumentTree, shown: Looking): ResultLayer | undefined {
	return sidesOf(document, shown)
		.added.filter(({ edit }) => edit !== undefined)
		.at(-1);
}

/** A part of the canvas in which all of the picture is seen, by the one camera. */
export interface Pane extends Rect {
	readonly side: "before" | "after" | "both";
}

/** CSS pixels at the lower edge that the bars lie over: where one pane is below the other it would lie under them. */
const COVERED = 150;

/** In CSS pixels; several are equally large. */
export function panesOf(view: Size, mode: CompareMode): readonly [Pane, ...Pane[]] {
	const whole = rectOf(view);
	if (mode !== "side") return [{ ...whole, side: "both" }];
	const covered = Math.min(COVERED, view.height / 3);
	const middle = { x: view.width / 2, y: (view.height - covered) / 2 };
	return view.width >= view.height
		? [
				{ ...whole, right: middle.x, side: "before" },
				{ ...whole, left: middle.x, side: "after" },
			]
		: [
				{ ...whole, bottom: middle.y, side: "before" },
				{ ...whole, top: middle.y, bottom: view.height - covered, side: "after" },
			];
}

export function paneAt(panes: readonly [Pane, ...Pane[]], { x, y }: ViewPoint): Pane {
	return panes.find(({ right, bottom }) => x < right && y < bottom) ?? panes.at(-1) ?? panes[0];
}

/** The part of the view, from left to right, in which the picture is seen: what the divider moves over. */
export function dividerSpan(document: DocumentTree, camera: Camera, view: Size): { from: number; to: number } {
	const from = Math.max(0, camera.left);
	const to = Math.min(view.width, camera.left + document.picture.width * camera.zoom);
	return { from, to: Math.max(from, to) };
}
