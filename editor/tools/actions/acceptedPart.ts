// Painting the accepted part: the region of an answer that is taken into the picture, for a candidate or an accepted edit.
// It is a mask of its own, which all mask tools can paint on; nothing is sent for it.
import paintbrushIcon from "@lucide/icons/icons/paintbrush";
import { acceptedPartMask, activeMask, createAcceptedPartMask, type DocumentTree, editMasks } from "../../document";
import { emptyCoverage } from "../../raster";
import type { Action, ActionContext, Effect } from "../action";
import { shownResult } from "./results";

/** The id of the result whose accepted part is being painted; null: an edit mask is active. */
export function acceptedPartResult(document: DocumentTree | null): string | null {
	return (document && activeMask(document).of) ?? null;
}

function candidate({ document }: ActionContext): string | null {
	const shown = shownResult(document);
	return shown?.edit === undefined ? null : shown.id;
}

/** The shown candidate, otherwise the last accepted edit. */
function repaintable(context: ActionContext): string | null {
	const last = context.document?.accepted.at(-1);
	return candidate(context) ?? (last?.edit === undefined || last.straightened !== undefined ? null : last.id);
}

const showing: Effect = { type: "show", mask: true, results: true, maskOnly: false, compare: "none", asOf: null };

export const paintAcceptedPart: Action = {
	id: "result.takePart",
	label: { en: "Refine accepted area", zh: "调整采用区域" },
	icon: paintbrushIcon,
	group: "result",
	shortcuts: ["Alt+B"],
	isPressed: (context) => acceptedPartResult(context.document) !== null,
	isEnabled: (context) => candidate(context) !== null,
	perform(context) {
		const { document } = context;
		const id = candidate(context);
		if (document === null || id === null) return [];
		if (acceptedPartResult(document) === id) return finishAcceptedPart.perform(context);
		const known = acceptedPartMask(document, id);
		return [
			known === undefined
				? {
						type: "commands",
						commands: [{ type: "mask.add", mask: createAcceptedPartMask(id, emptyCoverage(document.picture)) }],
					}
				: { type: "amend", commands: [{ type: "mask.select", mask: known.id }] },
			showing,
		];
	},
};

export const repaintAcceptedPart: Action = {
	id: "result.repaint",
	label: { en: "Refine accepted area again", zh: "重新调整采用区域" },
	group: "result",
	shortcuts: ["Alt+Shift+B"],
	isEnabled: (context) => repaintable(context) !== null,
	perform(context) {
		const id = repaintable(context);
		return id === null ? [] : [{ type: "repaint", result: id }];
	},
};

/** Restores the accepted part to the mask that was sent. */
export const resetAcceptedPart: Action = {
	id: "result.takeAll",
	label: { en: "Reset accepted area to sent area", zh: "将采用区域重置为发送区域" },
	group: "result",
	shortcuts: [],
	isEnabled: ({ document }) => acceptedPartResult(document) !== null,
	perform: ({ document }) =>
		document === null ? [] : [{ type: "commands", commands: [{ type: "mask.remove", mask: activeMask(document).id }] }],
};

export const finishAcceptedPart: Action = {
	id: "result.stopTaking",
	label: { en: "Finish refining accepted area", zh: "完成调整采用区域" },
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
