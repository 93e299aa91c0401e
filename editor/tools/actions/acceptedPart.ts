// Choosing what to keep: the part of an answer that goes into the picture, for a candidate or an accepted edit. It is a mask
// of its own, which all mask tools can paint on and which begins with everything; nothing is sent for it.
import paintbrushIcon from "@lucide/icons/icons/paintbrush";
import { activeMask, type DocumentTree, editMasks } from "../../document";
import type { Action, ActionContext, Effect } from "../action";
import { type OptionValue, type RangeOption, rangeValue } from "../option";
import { shownResult } from "./results";

/** The id of the result whose accepted part is being painted; null: an edit mask is active. */
export function acceptedPartResult(document: DocumentTree | null): string | null {
	return (document && activeMask(document).of) ?? null;
}

function candidate({ document, shownGenerated }: ActionContext): string | null {
	const shown = shownGenerated ? null : shownResult(document);
	return shown?.edit === undefined ? null : shown.id;
}

/** The shown candidate, otherwise the last accepted edit. */
function repaintable(context: ActionContext): string | null {
	const last = context.document?.accepted.at(-1);
	return candidate(context) ?? (last?.edit === undefined || last.straightened !== undefined ? null : last.id);
}

export const paintAcceptedPart: Action = {
	id: "result.takePart",
	label: { en: "Choose what to keep", zh: "选择保留部分" },
	icon: paintbrushIcon,
	group: "result",
	shortcuts: ["Alt+B"],
	isPressed: (context) => acceptedPartResult(context.document) !== null,
	isEnabled: (context) => candidate(context) !== null,
	perform(context) {
		const id = candidate(context);
		if (id === null) return [];
		if (acceptedPartResult(context.document) === id) return finishAcceptedPart.perform(context);
		return [{ type: "repaint", result: id }];
	},
};

export const repaintAcceptedPart: Action = {
	id: "result.repaint",
	label: { en: "Choose again what to keep", zh: "重新选择保留部分" },
	group: "result",
	shortcuts: ["Alt+Shift+B"],
	isEnabled: (context) => repaintable(context) !== null,
	perform(context) {
		const id = repaintable(context);
		return id === null ? [] : [{ type: "repaint", result: id }];
	},
};

/** Keeps everything that was sent again, and stays in the choice. */
export const resetAcceptedPart: Action = {
	id: "result.takeAll",
	label: { en: "Keep all of the result", zh: "保留全部结果" },
	group: "result",
	shortcuts: [],
	isEnabled: ({ document }) => acceptedPartResult(document) !== null,
	perform: () => [{ type: "keepEverything" }],
};

/** True while the user chooses what to keep of an edit that was sent without a mask. */
function isWholeAnswer(document: DocumentTree | null): boolean {
	const chosen = acceptedPartResult(document);
	const layers = document === null ? [] : [...document.accepted, ...document.results];
	return layers.some(({ id, edit }) => id === chosen && edit?.coverage === null);
}

const SENSITIVITY: RangeOption = {
	...{ id: "sensitivity", kind: "range", initial: 50, min: 0, max: 100, step: 1, unit: "" },
	label: { en: "Sensitivity", zh: "灵敏度" },
};

/** Proposes what truly changed as the part to keep, for an edit that was sent without a mask. */
export const proposeAcceptedPart: Action = {
	id: "result.takeChanged",
	label: { en: "Keep only what changed", zh: "仅保留实际改动的部分" },
	group: "result",
	shortcuts: ["Alt+Shift+C"],
	options: [SENSITIVITY],
	isEnabled: ({ document }) => isWholeAnswer(document),
	perform: ({ settings }) => [
		{ type: "keepChanged", sensitivity: rangeValue(settings[proposeAcceptedPart.id], SENSITIVITY) },
	],
};

/** Proposes again with another sensitivity, which later proposals keep. */
export function changeSensitivity(value: OptionValue): readonly Effect[] {
	const settings = { [SENSITIVITY.id]: value };
	return [
		{ type: "settings", tool: proposeAcceptedPart.id, settings },
		{ type: "keepChanged", sensitivity: rangeValue(settings, SENSITIVITY) },
	];
}

export const finishAcceptedPart: Action = {
	id: "result.stopTaking",
	label: { en: "Finish choosing what to keep", zh: "完成选择保留部分" },
	group: "result",
	shortcuts: [],
	isEnabled: ({ document }) => acceptedPartResult(document) !== null,
	perform({ document }) {
		const mask = document && editMasks(document).at(-1);
		return mask
			? [
					{ type: "amend", commands: [{ type: "mask.select", mask: mask.id }] },
					{ type: "show", mask: false },
				]
			: [];
	},
};
