// The user's choices for edit requests, made beside the prompt. They last as long as the page and apply to all documents.
import { create } from "zustand";
import type { EditOptions } from "../../editor/types";
import type { DrawingChoice } from "./drawingEncoding";

export interface EditChoices {
	readonly extent: NonNullable<EditOptions["extent"]>;
	/** The margin on each side of a region, as a share of the mask's mean edge. */
	readonly context: number;
	/** Separate masked areas are sent as separate requests. */
	readonly isPerArea: boolean;
	readonly references: NonNullable<EditOptions["references"]>;
	/** The way the model is shown where to edit: a mask, or markup over the picture. */
	readonly guide: NonNullable<EditOptions["guide"]>;
	/** The way in which annotations reach the model. */
	readonly drawings: DrawingChoice;
	/** In picture pixels: annotations that are a mask are grown by this. */
	readonly drawingsGrow: number;
}

export const DEFAULT_CHOICES: EditChoices = {
	extent: "auto",
	context: 0.5,
	isPerArea: false,
	references: "separate",
	guide: "mask",
	drawings: "auto",
	drawingsGrow: 16,
};

export const useEditChoices = create<EditChoices>(() => DEFAULT_CHOICES);
