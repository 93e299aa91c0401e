// Select object: a click on a thing, or a box around it, asks a segmentation model for masks. The best one is shown at once;
// the others can be cycled through until Enter applies one. The model itself belongs to the embedding program.
import scanIcon from "@lucide/icons/icons/scan-eye";
import type { ObjectMaskInput } from "../raster";
import { SOURCE, sourceOf } from "./colourOptions";
import type { Label } from "./label";
import { MODE, modeCursor, modeOf } from "./shapeMode";
import {
	defineTool,
	type ImagePoint,
	type ObjectPrompt,
	type Outline,
	type Selection,
	type ShapeMode,
	type ToolContext,
	type ToolStep,
} from "./tool";

interface Asking {
	readonly mode: ShapeMode;
	readonly from: ImagePoint;
	readonly to: ImagePoint;
	/** Null while the pointer is pressed. */
	readonly prompt: ObjectPrompt | null;
	/** Null until the model has answered. */
	readonly candidates: readonly Selection[] | null;
	readonly shown: number;
	/** Enter was pressed before the answer came. */
	readonly isConfirmed: boolean;
}

const ID = "objectSelect";

/** CSS pixels that a click may move. */
const SLOP = 5;

const NONE_FOUND: Label = {
	en: "Nothing found there. Click elsewhere, or drag a box around it.",
	zh: "此处未找到对象。请单击其他位置，或拖出一个框将其框住。",
};
const WORKING: Label = { en: "Looking for the object …", zh: "正在识别对象……" };

const OVER = { outline: null, segment: null, status: null } as const;

export const objectSelect = defineTool<Asking | null>({
	id: ID,
	group: "content",
	label: { en: "Select object", zh: "选择对象" },
	icon: scanIcon,
	shortcuts: ["Shift+S"],
	isMasking: true,
	needsSegmentation: true,
	options: [MODE, SOURCE],
	initialState: null,
	cursor: (context, pointer, asking) => modeCursor(context, ID, pointer, asking?.mode ?? null),
	step(asking, event, context) {
		if (event.type === "cancel") return { state: null, select: null, ...OVER };
		const last = event.samples.at(-1)?.image;
		if (event.type === "down") {
			if (last === undefined) return { state: asking };
			const begun = { from: last, to: last, prompt: null, candidates: null, shown: 0, isConfirmed: false };
			return { state: { mode: modeOf(event, context, ID), ...begun }, select: null, ...OVER };
		}
		if (asking === null) return { state: null };
		const moved = last === undefined ? asking : { ...asking, to: last };
		if (event.type === "move") return { state: moved, outline: boxOutline(moved, context) };
		return ask(moved, context);
	},
	goOn(asking, event) {
		if (asking === null) return { state: null };
		switch (event.type) {
			case "candidates":
				return event.prompt === asking.prompt ? arrived(asking, event.candidates) : open(asking);
			case "cycle": {
				const count = asking.candidates?.length ?? 0;
				return count === 0 ? open(asking) : show({ ...asking, shown: (asking.shown + event.by + count) % count });
			}
			case "confirm":
				return asking.candidates === null ? open({ ...asking, isConfirmed: true }) : apply(asking);
			case "back":
				return { state: null, select: null, ...OVER };
			case "refresh":
				// After a cancelled press, which has ended the request.
				return { ...open(asking), ...(asking.candidates === null && { segment: asking.prompt }) };
			default:
				return open(asking);
		}
	},
});

function isBox({ from, to }: Asking, { zoom }: ToolContext): boolean {
	return Math.min(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) * zoom > SLOP;
}

function rectOf({ from, to }: Asking) {
	const [left, right] = from.x < to.x ? [from.x, to.x] : [to.x, from.x];
	const [top, bottom] = from.y < to.y ? [from.y, to.y] : [to.y, from.y];
	return { left, top, right, bottom };
}

function boxOutline(asking: Asking, context: ToolContext): Outline | null {
	if (!isBox(asking, context)) return null;
	const { left, top, right, bottom } = rectOf(asking);
	const corners = [
		{ x: left, y: top },
		{ x: right, y: top },
		{ x: right, y: bottom },
		{ x: left, y: bottom },
	];
	return { corners, mode: asking.mode };
}

/** A click outside the picture asks nothing. */
function ask(asking: Asking, context: ToolContext): ToolStep<Asking | null> {
	const { width, height } = context.document.picture;
	const source = sourceOf(context.settings[ID]);
	const { from } = asking;
	const isOutside = from.x < 0 || from.y < 0 || from.x >= width || from.y >= height;
	if (isBox(asking, context)) {
		const { left, top, right, bottom } = rectOf(asking);
		const box = {
			left: Math.max(0, left),
			top: Math.max(0, top),
			right: Math.min(width, right),
			bottom: Math.min(height, bottom),
		};
		if (box.left >= box.right || box.top >= box.bottom) return { state: null, ...OVER };
		return begin(asking, { kind: "box", ...box, source }, boxOutline(asking, context));
	}
	if (isOutside) return { state: null, ...OVER };
	return begin(asking, { kind: "point", x: from.x, y: from.y, source }, null);
}

function begin(asking: Asking, prompt: ObjectPrompt, outline: Outline | null): ToolStep<Asking> {
	return { state: { ...asking, prompt }, isOpen: true, outline, segment: prompt, status: WORKING };
}

function arrived(asking: Asking, candidates: readonly ObjectMaskInput[]): ToolStep<Asking | null> {
	if (candidates.length === 0) return { state: null, select: null, ...OVER, status: NONE_FOUND };
	const answered = { ...asking, candidates: selectionsOf(asking, candidates) };
	return asking.isConfirmed ? apply(answered) : show(answered);
}

/** The same object each time that a candidate is shown, so that it is computed once. */
function selectionsOf({ prompt, mode }: Asking, candidates: readonly ObjectMaskInput[]): readonly Selection[] {
	const source = prompt?.source ?? "picture";
	return candidates.map((input) => ({ job: { kind: "objectMask", input }, source, mode }));
}

function show(asking: Asking): ToolStep<Asking> {
	const { candidates, shown } = asking;
	const count = candidates?.length ?? 0;
	const status = {
		en: count === 1 ? "One candidate" : `Candidate ${shown + 1} of ${count}`,
		zh: count === 1 ? "一个候选" : `候选 ${shown + 1} / ${count}`,
	};
	return { ...open(asking), select: candidates?.[shown] ?? null, outline: null, status };
}

function open(asking: Asking): ToolStep<Asking> {
	return { state: asking, isOpen: true };
}

function apply({ candidates, shown }: Asking): ToolStep<null> {
	return { state: null, select: candidates?.[shown] ?? null, ...OVER };
}
