// Actions on candidate results: select, accept, discard, and request another.
import brushIcon from "@lucide/icons/icons/brush";
import checkIcon from "@lucide/icons/icons/check";
import chevronLeftIcon from "@lucide/icons/icons/chevron-left";
import chevronRightIcon from "@lucide/icons/icons/chevron-right";
import copyPlusIcon from "@lucide/icons/icons/copy-plus";
import imagePlusIcon from "@lucide/icons/icons/image-plus";
import layersPlusIcon from "@lucide/icons/icons/layers-plus";
import maximize2Icon from "@lucide/icons/icons/maximize-2";
import messageSquareTextIcon from "@lucide/icons/icons/message-square-text";
import refreshCwIcon from "@lucide/icons/icons/refresh-cw";
import xIcon from "@lucide/icons/icons/x";
import {
	activeMask,
	canvasWithResult,
	type DocumentCommand,
	type DocumentTree,
	type ResultLayer,
	visibleMasks,
} from "../../document";
import { intersectRects, isEmptyRect, placeRect, type Tile, UNMOVED } from "../../raster";
import type { Action, ActionContext, Effect, RequestedOfResult } from "../action";
import type { IconData } from "../icon";
import { type ChoiceOption, choiceValue } from "../option";

/** The visible candidate; null: the picture is shown without one. */
export function shownResult(document: DocumentTree | null): ResultLayer | null {
	return document?.results.filter(({ isVisible }) => isVisible).at(-1) ?? null;
}

/** The ids of all candidates that can be shown, in the order of the strip. */
export function candidateIds({ document, generated = [] }: Pick<ActionContext, "document" | "generated">): string[] {
	const ready = generated.filter(({ image }) => image !== undefined);
	return [...(document?.results ?? []), ...ready].map(({ id }) => id);
}

/** The id of the candidate that is shown: a generated picture over the canvas, or else a result on it. */
export const shownCandidate = ({ document, shownGenerated }: ActionContext): string | null =>
	shownGenerated ?? shownResult(document)?.id ?? null;

/** The shown candidate, unless it is still being generated. */
function readyCandidate(context: ActionContext): string | null {
	const shown = shownCandidate(context);
	return shown !== null && candidateIds(context).includes(shown) ? shown : null;
}

/** Shows a candidate on the canvas or over it. It makes no history entry. */
export function showCandidate({ document }: Pick<ActionContext, "document">, id: string): readonly Effect[] {
	if (document?.results.every((result) => result.id !== id) !== false) return [{ type: "showGenerated", picture: id }];
	const isChoosing = document !== null && activeMask(document).of !== undefined;
	return [
		{ type: "showGenerated", picture: null },
		{ type: "amend", commands: [{ type: "result.show", result: id }] },
		// The tint of the mask would lie over it.
		{ type: "show", mask: false },
		// Choosing what to keep goes on with the candidate that is shown, and never on the mask of the next edit.
		...(isChoosing ? [{ type: "repaint", result: id } as const] : []),
	];
}

const commands = (...all: readonly DocumentCommand[]): readonly Effect[] => [{ type: "commands", commands: all }];

const AFTERWARDS: ChoiceOption = {
	id: "mask",
	label: { en: "Mask after keeping", zh: "采用后的蒙版" },
	kind: "choice",
	initial: "keep",
	choices: [
		{ value: "keep", label: { en: "Keep mask", zh: "保留" } },
		{ value: "clear", label: { en: "Clear mask", zh: "清除" } },
	],
};

/** Clears the masks of the edit. Locked masks stay, as do hidden ones, which were not part of it. */
function clearMasks(document: DocumentTree): readonly DocumentCommand[] {
	return visibleMasks(document)
		.filter(({ isLocked }) => !isLocked)
		.map(({ id, coverage }): DocumentCommand => {
			const tiles = Object.fromEntries(Object.keys(coverage.tiles).map((key): [string, Tile] => [key, 0]));
			return { type: "mask.setTiles", mask: id, tiles };
		});
}

/** True if two results were sent as separate areas, so that neither request contained the area of the other. */
function isApart(a: ResultLayer, b: ResultLayer): boolean {
	const [one, other] = [a, b].map(({ edit, moved = UNMOVED }) => edit && placeRect(edit.plan.source, moved));
	return one !== undefined && other !== undefined && isEmptyRect(intersectRects(one, other));
}

/** Makes the shown result part of the picture. Other results over the same area were based on the old picture and are removed. */
export const keepResult: Action = {
	id: "result.keep",
	label: { en: "Keep result", zh: "采用此结果" },
	icon: checkIcon,
	group: "result",
	shortcuts: ["Shift+Enter"],
	options: [AFTERWARDS],
	isEnabled: ({ document, shownGenerated }) => !shownGenerated && shownResult(document)?.edit !== undefined,
	perform({ document, settings }) {
		const kept = shownResult(document);
		if (document === null || kept === null) return [];
		const others = document.results.filter((result) => result !== kept);
		const next = others.filter((result) => isApart(result, kept)).at(-1);
		const canvas = canvasWithResult(document.picture, kept);
		const isCleared = choiceValue(settings[keepResult.id], AFTERWARDS) === "clear";
		const effects = commands(
			{ type: "result.accept", result: kept.id },
			...(isCleared ? clearMasks(document) : []),
			// The area that the frame added around the picture becomes part of it.
			{ type: "canvas.grow", canvas },
			...others
				.filter((result) => !isApart(result, kept))
				.map((result): DocumentCommand => ({ type: "result.remove", result: result.id })),
			...(next === undefined ? [] : [{ type: "result.show", result: next.id } as const]),
		);
		return [...effects, { type: "show", compare: "none" }];
	},
};

/** Opens the dialog for a new prompt. */
export const editPromptAndResend: Action = {
	id: "result.again",
	label: { en: "Edit prompt and resend", zh: "修改提示词并重新发送" },
	icon: messageSquareTextIcon,
	group: "result",
	shortcuts: ["Alt+Enter"],
	isEnabled: (context) => shownCandidate(context) !== null,
	perform: () => [{ type: "panel", panel: "words" }],
};

function requestAction(
	request: Exclude<RequestedOfResult, "dismiss">,
	label: Action["label"],
	icon: IconData,
	shortcut: string,
): Action {
	const candidate = request === "more" || request === "reproduce" ? shownCandidate : readyCandidate;
	return {
		id: `result.${request}`,
		label,
		icon,
		group: "result",
		shortcuts: [shortcut],
		isEnabled: (context) => candidate(context) !== null,
		perform(context) {
			const shown = candidate(context);
			return shown === null ? [] : [{ type: "requestResult", result: shown, request }];
		},
	};
}

export const requestSimilar = requestAction(
	"more",
	{ en: "Another variation", zh: "再来一个变体" },
	copyPlusIcon,
	"Alt+Shift+Enter",
);

export const openResultFullView = requestAction("look", { en: "Full view", zh: "全屏查看" }, maximize2Icon, "F");

export const repeatRequest = requestAction(
	"reproduce",
	{ en: "Send the same request again", zh: "再次发送相同请求" },
	refreshCwIcon,
	"Alt+Shift+G",
);

export const openResult = requestAction(
	"open",
	{ en: "Open as a new image", zh: "作为新图片打开" },
	brushIcon,
	"Alt+O",
);

export const placeResultAsLayer = requestAction(
	"layer",
	{ en: "Place as layer", zh: "置入为图层" },
	layersPlusIcon,
	"Alt+Shift+P",
);

export const useResultAsReference = requestAction(
	"reference",
	{ en: "Use as reference image", zh: "用作参考图" },
	imagePlusIcon,
	"Alt+I",
);

export const discardResult: Action = {
	id: "result.discard",
	label: { en: "Discard result", zh: "放弃此结果" },
	icon: xIcon,
	group: "result",
	shortcuts: ["Shift+Backspace", "Shift+Delete"],
	isEnabled: (context) => readyCandidate(context) !== null,
	perform(context) {
		const { document, shownGenerated } = context;
		if (shownGenerated) {
			const ids = candidateIds(context);
			const at = ids.indexOf(shownGenerated);
			const neighbour = ids[at + 1] ?? ids[at - 1];
			// It stays in the library with its task.
			return [
				...(neighbour === undefined
					? [{ type: "showGenerated", picture: null } as const]
					: showCandidate(context, neighbour)),
				{ type: "requestResult", result: shownGenerated, request: "dismiss" },
			];
		}
		const discarded = shownResult(document);
		if (document === null || discarded === null) return [];
		const next = document.results.filter((result) => result !== discarded).at(-1);
		return commands(
			{ type: "result.remove", result: discarded.id },
			...(next === undefined ? [] : [{ type: "result.show", result: next.id } as const]),
		);
	},
};

function selectAction(id: string, label: Action["label"], icon: IconData, shortcut: string, step: number): Action {
	return {
		id,
		label,
		icon,
		group: "result",
		shortcuts: [shortcut],
		isEnabled: (context) => candidateIds(context).length > 1,
		perform(context) {
			const ids = candidateIds(context);
			const shown = shownCandidate(context);
			const at = shown === null ? ids.length : ids.indexOf(shown);
			const next = ids[(at + step + ids.length) % ids.length];
			return next === undefined ? [] : showCandidate(context, next);
		},
	};
}

export const previousResult = selectAction(
	"result.previous",
	{ en: "Previous result", zh: "上一个结果" },
	chevronLeftIcon,
	"Alt+ArrowLeft",
	-1,
);

export const nextResult = selectAction(
	"result.next",
	{ en: "Next result", zh: "下一个结果" },
	chevronRightIcon,
	"Alt+ArrowRight",
	1,
);
