// Comparing before and after on the canvas: the layers of each side, the panes and the divider. Comparing changes only the
// view; painting continues while it is on.
import type { DocumentTree, ResultLayer } from "../document";
import { type Rect, rectOf, type Size } from "../raster";
import type { CompareMode, ViewPoint } from "../tools";
import { type Camera, viewBounds } from "./camera";

interface LookBack {
	readonly compare?: CompareMode;
	/** The candidate that takes the place of the picture on the side "before". */
	readonly against?: string | null;
	/** The number of accepted edits that are shown; null: all of them. */
	readonly asOf: number | null;
}

export interface Sides {
	readonly before: readonly ResultLayer[];
	/** The layers that the other side shows over `before`; with `isOwnBase` over the imported picture. */
	readonly added: readonly ResultLayer[];
	readonly isOwnBase: boolean;
}

/**
 * Compares the candidates with the picture or with another candidate; without candidates, the accepted edits with the
 * imported picture.
 */
export function sidesOf({ accepted, results }: DocumentTree, { asOf, compare = "none", against }: LookBack): Sides {
	const isOwnBase = false;
	if (asOf !== null) {
		return { before: accepted.slice(0, Math.max(0, asOf - 1)), added: accepted.slice(asOf - 1, asOf), isOwnBase };
	}
	const visible = results.filter(({ isVisible }) => isVisible);
	if (visible.length === 0) return { before: [], added: accepted, isOwnBase };
	const other = compare === "none" ? undefined : results.find(({ id, isVisible }) => id === against && !isVisible);
	// The candidates may cover different areas, so that neither side can be drawn over the other.
	if (other) return { before: [...accepted, other], added: [...accepted, ...visible], isOwnBase: true };
	return { before: accepted, added: visible, isOwnBase };
}

/** The document as it was after this many accepted edits. */
export function documentAsOf(document: DocumentTree, steps: number): DocumentTree {
	return { ...document, accepted: document.accepted.slice(0, steps), results: [] };
}

/** The chosen compare mode, or "none" where before and after do not differ. */
export function effectiveCompareMode(
	document: DocumentTree | null,
	view: LookBack & { readonly compare: CompareMode },
): CompareMode {
	return document !== null && sidesOf(document, view).added.length > 0 ? view.compare : "none";
}

/** The edit whose whole answer the difference mode shows. */
export function comparedEdit(document: DocumentTree, view: LookBack): ResultLayer | undefined {
	return sidesOf(document, view)
		.added.filter(({ edit }) => edit !== undefined)
		.at(-1);
}

/** A part of the canvas that shows the whole picture; all panes share one camera. */
export interface Pane extends Rect {
	readonly side: "before" | "after" | "both";
}

/** In CSS pixels; all panes have the same size. */
export function panesOf(view: Size, mode: CompareMode): readonly [Pane, ...Pane[]] {
	const whole = rectOf(view);
	if (mode !== "side") return [{ ...whole, side: "both" }];
	const middle = { x: view.width / 2, y: view.height / 2 };
	return view.width >= view.height
		? [
				{ ...whole, right: middle.x, side: "before" },
				{ ...whole, left: middle.x, side: "after" },
			]
		: [
				{ ...whole, bottom: middle.y, side: "before" },
				{ ...whole, top: middle.y, side: "after" },
			];
}

export function paneAt(panes: readonly [Pane, ...Pane[]], { x, y }: ViewPoint): Pane {
	return panes.find(({ right, bottom }) => x < right && y < bottom) ?? panes.at(-1) ?? panes[0];
}

/** The visible part of the picture from left to right, in view pixels: the range of the divider. */
export function dividerSpan(document: DocumentTree, camera: Camera, view: Size): { from: number; to: number } {
	const { left, right } = viewBounds(camera, rectOf(document.picture));
	const from = Math.max(0, left);
	const to = Math.min(view.width, right);
	return { from, to: Math.max(from, to) };
}
