// How edits go out, as a person chose it beside the prompt. Kept as long as the page; what is chosen says nothing about
// one document alone.
import { create } from "zustand";
import type { EditOptions } from "../../editor/types";

export interface EditChoices {
	readonly extent: NonNullable<EditOptions["extent"]>;
	/** Around a region on each side, as a share of the mask's mean edge. */
	readonly context: number;
	/** Areas that lie apart go out one by one. */
	readonly isPerArea: boolean;
	readonly references: NonNullable<EditOptions["references"]>;
	/** What tells the model where: a mask, or a drawing over the picture. */
	readonly guide: NonNullable<EditOptions["guide"]>;
}

export const FIRST_CHOICES: EditChoices = {
	extent: "auto",
	context: 0.5,
	isPerArea: false,
	references: "separate",
	guide: "mask",
};

export const useEditChoices = create<EditChoices>(() => FIRST_CHOICES);
