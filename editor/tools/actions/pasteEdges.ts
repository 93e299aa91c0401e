// Options for pasting an answer: erosion and feather of its edge, alignment and colour matching. A change applies to the
// shown result and to later results.
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
	label: { en: "Shrink edge", zh: "收缩边缘" },
};
const FEATHER: RangeOption = {
	...{ id: "pasteFeather", kind: "range", initial: 2, min: 0, max: 64, step: 1, unit: "px", hasSquareRootScale: true },
	label: { en: "Feather", zh: "羽化" },
};
const OVERLAP: RangeOption = {
	...{ id: "overlap", kind: "range", initial: 0, min: 0, max: 256, step: 1, unit: "px", hasSquareRootScale: true },
	label: { en: "Blend into image", zh: "与原图融合" },
};
const ALIGN: SwitchOption = {
	...{ id: "isAligned", kind: "switch", initial: true },
	label: { en: "Correct misalignment", zh: "校正错位" },
};
const MATCH: SwitchOption = {
	...{ id: "isMatched", kind: "switch", initial: false },
	label: { en: "Match edge colours", zh: "匹配边缘颜色" },
};

export const pasteEdges: Action = {
	id: "result.edges",
	label: { en: "Result edges", zh: "结果边缘" },
	group: "result",
	shortcuts: [],
	options: [ERODE, FEATHER, OVERLAP, ALIGN, MATCH],
	isEnabled: () => false,
	perform: () => [],
};

/** Returns the options of a result. Overlap applies only to edits that extend the picture. */
export function pasteEdgeOptions({ edit }: ResultLayer) {
	const { canvas, picture } = edit?.plan ?? {};
	const isWider = canvas && picture && canvas.right - canvas.left > picture.width;
	const isTaller = canvas && picture && canvas.bottom - canvas.top > picture.height;
	return [ERODE, FEATHER, ...(isWider || isTaller ? [OVERLAP] : []), ALIGN, MATCH];
}

/** Omits options with their initial value; a result without options is pasted as planned. */
export function pasteOptions(values: OptionValues | undefined): PasteOptions | undefined {
	const ranges = [ERODE, FEATHER, OVERLAP].filter((option) => rangeValue(values, option) !== option.initial);
	const edges = Object.fromEntries(ranges.map((option) => [option.id, rangeValue(values, option)]));
	const options: PasteOptions = {
		...(ranges.length > 0 ? { edges } : {}),
		...(switchValue(values, ALIGN) ? {} : { isAligned: false }),
		...(switchValue(values, MATCH) ? { isMatched: true } : {}),
	};
	return Object.keys(options).length > 0 ? options : undefined;
}

/** Returns the effective values of a result by option id. */
export function pasteEdgeValues({ edit, paste }: ResultLayer): OptionValues {
	const { pasteErode, pasteFeather, overlap } = { ...edit?.plan.edges, ...paste?.edges };
	return {
		...(edit?.coverage === null && paste?.edges === undefined ? {} : { pasteErode, pasteFeather }),
		overlap: overlap ?? 0,
		isAligned: paste?.isAligned ?? true,
		isMatched: paste?.isMatched ?? false,
	} as OptionValues;
}

/** Changes an option of this result and of later results. The drag of a slider makes one history entry. */
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
