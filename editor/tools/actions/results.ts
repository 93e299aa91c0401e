// Actions on candidate results: select, accept, discard, and request another.
import checkIcon from "@lucide/icons/icons/check";
import chevronLeftIcon from "@lucide/icons/icons/chevron-left";
import chevronRightIcon from "@lucide/icons/icons/chevron-right";
import copyPlusIcon from "@lucide/icons/icons/copy-plus";
import maximize2Icon from "@lucide/icons/icons/maximize-2";
import messageSquareTextIcon from "@lucide/icons/icons/message-square-text";
import xIcon from "@lucide/icons/icons/x";
import {
	canvasWithResult,
	type DocumentCommand,
	type DocumentTree,
	type ResultLayer,
	visibleMasks,
} from "../../document";
import { intersectRects, isEmptyRect, placeRect, type Tile, UNMOVED } from "../../raster";
import type { Action, Effect } from "../action";
import type { IconData } from "../icon";
import { type ChoiceOption, choiceValue } from "../option";

/** The visible candidate; null: the picture is shown without one. */
export function shownResult(document: DocumentTree | null): ResultLayer | null {
	return document?.results.filter(({ isVisible }) => isVisible).at(-1) ?? null;
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
	isEnabled: ({ document }) => shownResult(document)?.edit !== undefined,
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
	isEnabled: ({ document }) => shownResult(document) !== null,
	perform: () => [{ type: "panel", panel: "words" }],
};

function requestAction(request: "more" | "look", label: Action["label"], icon: IconData, shortcut: string): Action {
	return {
		id: `result.${request}`,
		label,
		icon,
		group: "result",
		shortcuts: [shortcut],
		isEnabled: ({ document }) => shownResult(document) !== null,
		perform({ document }) {
			const shown = shownResult(document);
			return shown === null ? [] : [{ type: "requestResult", result: shown.id, request }];
		},
	};
}

export const requestSimilar = requestAction(
	"more",
	{ en: "Generate another", zh: "再生成一个" },
	copyPlusIcon,
	"Alt+Shift+Enter",
);

export const openResultFullView = requestAction("look", { en: "Full view", zh: "全屏查看" }, maximize2Icon, "F");

export const discardResult: Action = {
	id: "result.discard",
	label: { en: "Discard result", zh: "放弃此结果" },
	icon: xIcon,
	group: "result",
	shortcuts: ["Shift+Backspace", "Shift+Delete"],
	isEnabled: ({ document }) => shownResult(document) !== null,
	perform({ document }) {
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
		isEnabled: ({ document }) => (document?.results.length ?? 0) > 1,
		perform({ document }) {
			const results = document?.results ?? [];
			const shown = shownResult(document);
			const at = shown === null ? results.length : results.indexOf(shown);
			const next = results[(at + step + results.length) % results.length];
			// Selecting a result makes no history entry.
			return next === undefined ? [] : [{ type: "amend", commands: [{ type: "result.show", result: next.id }] }];
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
