// What is taken of an answer, painted by hand: of a candidate before it is kept, of an edit long after. Nothing is sent
// for it; every tool that paints masks paints this.
import { acceptedPartMask, activeMask, createAcceptedPartMask, type DocumentTree, editMasks } from "../../document";
import { emptyCoverage } from "../../raster";
import type { Action, ActionContext, Effect } from "../action";
import { shownResult } from "./results";

/** The result whose taken part is being painted; null: masks are. */
export function acceptedPartResult(document: DocumentTree | null): string | null {
	return (document && activeMask(document).of) ?? null;
}

function candidate({ document }: ActionContext): string | null {
	const shown = shownResult(document);
	return shown?.edit === undefined ? null : shown.id;
}

/** The candidate that is looked at; else the last edit of the picture. */
function repaintable(context: ActionContext): string | null {
	const last = context.document?.accepted.at(-1);
	return candidate(context) ?? (last?.edit === undefined ? null : last.id);
}

const showing: Effect = { type: "show", mask: true, results: true, maskOnly: false, compare: "none", asOf: null };

export const paintAcceptedPart: Action = {
	id: "result.takePart",
	label: { en: "Paint what to take", zh: "涂抹要采用的部分" },
	icon: "takePart",
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
	label: { en: "Repaint what was taken", zh: "重新涂抹采用区域" },
	group: "result",
	shortcuts: ["Alt+Shift+B"],
	isEnabled: (context) => repaintable(context) !== null,
	perform(context) {
		const id = repaintable(context);
		return id === null ? [] : [{ type: "repaint", result: id }];
	},
};

/** As if nothing had been painted anew. */
export const resetAcceptedPart: Action = {
	id: "result.takeAll",
	label: { en: "Take it as it was sent", zh: "恢复为发送时的范围" },
	group: "result",
	shortcuts: [],
	isEnabled: ({ document }) => acceptedPartResult(document) !== null,
	perform: ({ document }) =>
		document === null ? [] : [{ type: "commands", commands: [{ type: "mask.remove", mask: activeMask(document).id }] }],
};

export const finishAcceptedPart: Action = {
	id: "result.stopTaking",
	label: { en: "Done painting what to take", zh: "完成涂抹" },
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
