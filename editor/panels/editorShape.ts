// The shapes of the editor that its panels are arranged for. They follow the editor's own size, not the window's.
import type { RefObject } from "react";
import { useElementSize } from "../../ui";

/**
 * "narrow": a phone's width, side panels lie below the canvas. "low": little height, the results lie beside the canvas.
 * "compact": short forms of the controls. "roomy": text beside the icons of the panels. "wide": text beside all icons.
 */
export type EditorShape = "narrow" | "low" | "compact" | "regular" | "roomy" | "wide";

/** In CSS pixels. The style sheets have the same limits. */
const NARROW_WIDTH = 520;
const COMPACT_WIDTH = 760;
const ROOMY_WIDTH = 1280;
const WIDE_WIDTH = 1600;
const LOW_HEIGHT = 440;

export function shapeOf(width: number, height: number): EditorShape {
	if (width <= NARROW_WIDTH) return "narrow";
	if (height <= LOW_HEIGHT) return "low";
	if (width <= COMPACT_WIDTH) return "compact";
	return width < ROOMY_WIDTH ? "regular" : width < WIDE_WIDTH ? "roomy" : "wide";
}

export const useEditorShape = (root: RefObject<HTMLElement | null>): EditorShape =>
	useElementSize<EditorShape>(root, "regular", shapeOf);

/** By the user's choice, where there is room for the words of the actions; in a low editor always. */
export const isDockBeside = (shape: EditorShape, isChosen: boolean): boolean =>
	shape === "low" || (isChosen && shape !== "narrow" && shape !== "compact");
