// How an answer is pasted: how far inside of what was painted, how softly, moved back or not, in whose colours. Set for
// the result that is looked at, and for those that come from now on.
import type { PasteOptions, ResultLayer } from "../../document";
import type { Action, Effect } from "../action";
import {
	type OptionValue,
	type OptionValues,
	type RangeOption,
	rangeValue,
	type SwitchOption,
	switchValue,
} from "../option";

const ERODE: RangeOption = {
	...{ id: "pasteErode", kind: "range", initial: 2, min: 0, max: 64, step: 1, unit: "px", hasSquareRootScale: true },
	label: { en: "Smaller by", zh: "向内收缩" },
};
const FEATHER: RangeOption = {
	...{ id: "pasteFeather", kind: "range", initial: 2, min: 0, max: 64, step: 1, unit: "px", hasSquareRootScale: true },
	label: { en: "Soft edge", zh: "边缘羽化" },
};
const OVERLAP: RangeOption = {
	...{ id: "overlap", kind: "range", initial: 0, min: 0, max: 256, step: 1, unit: "px", hasSquareRootScale: true },
	label: { en: "Fade into picture", zh: "向原图过渡" },
};
const ALIGN: SwitchOption = {
	...{ id: "isAligned", kind: "switch", initial: true },
	label: { en: "Move back what came shifted", zh: "自动校正偏移" },
};
const MATCH: SwitchOption = {
	...{ id: "isMatched", kind: "switch", initial: false },
	label: { en: "Match colours at the edge", zh: "匹配边缘颜色" },
};

export const pasteEdges: Action = {
	id: "result.edges",
	label: { en: "Edges of the result", zh: "结果的边缘" },
	group: "result",
	shortcuts: [],
	options: [ERODE, FEATHER, OVERLAP, ALIGN, MATCH],
	isEnabled: () => false,
	perform: () => [],
};

/** Those that only an edit with a new area around the picture has are left out of the others. */
export function pasteEdgeOptions({ edit }: ResultLayer) {
	const { canvas, picture } = edit?.plan ?? {};
	const grows = canvas && picture && canvas.right - canvas.left > picture.width;
	const isTaller = canvas && picture && canvas.bottom - canvas.top > picture.height;
	return [ERODE, FEATHER, ...(grows || isTaller ? [OVERLAP] : []), ALIGN, MATCH];
}

/** What is as at first is not said: then a result is pasted as it was planned. */
export function pasteOptions(values: OptionValues | undefined): PasteOptions | undefined {
	const ranges = [ERODE, FEATHER, OVERLAP].filter((option) => rangeValue(values, option) !== option.initial);
	const edges = Object.fromEntries(ranges.map((option) => [option.id, rangeValue(values, option)]));
	const wishes: PasteOptions = {
		...(ranges.length > 0 ? { edges } : {}),
		...(switchValue(values, ALIGN) ? {} : { isAligned: false }),
		...(switchValue(values, MATCH) ? { isMatched: true } : {}),
	};
	return Object.keys(wishes).length > 0 ? wishes : undefined;
}

/** As the options name them. */
export function pasteEdgeValues({ edit, paste }: ResultLayer): OptionValues {
	const { pasteErode, pasteFeather, overlap } = { ...edit?.plan.edges, ...paste?.edges };
	return {
		...(edit?.coverage === null && paste?.edges === undefined ? {} : { pasteErode, pasteFeather }),
		overlap: overlap ?? 0,
		isAligned: paste?.isAligned ?? true,
		isMatched: paste?.isMatched ?? false,
	} as OptionValues;
}

/** Of this result, as one step while a slider moves; and for those that come. */
export function changePasteEdge(layer: ResultLayer, option: string, value: OptionValue): readonly Effect[] {
	const values = { ...pasteEdgeValues(layer), [option]: value };
	const { pasteErode, pasteFeather, overlap, isAligned, isMatched } = values;
	const edges = { pasteErode, pasteFeather, overlap } as NonNullable<PasteOptions["edges"]>;
	const paste = { edges, isAligned: isAligned === true, isMatched: isMatched === true };
	return [
		{ type: "settings", tool: pasteEdges.id, settings: values },
		{ type: "commands", commands: [{ type: "result.paste", result: layer.id, paste }], merge: `edges ${layer.id}` },
	];
}
