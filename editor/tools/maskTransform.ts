// Transform mask: moves, scales and rotates the active mask, or the part of it inside the edit frame, by the handles of its box.
// The gesture stays open: handles, numbers, arrow keys, flips and alignment change the box until Enter applies it, and Escape
// leaves no trace. Each preview is computed from the mask as it was, so that nothing is lost beyond the canvas until then.
import transformIcon from "@lucide/icons/icons/vector-square";
import { activeMask, boxBounds, type DocumentTree, isInBox } from "../document";
import {
	type Coverage,
	combine,
	editBounds,
	emptyCoverage,
	intersectRects,
	isEmptyRect,
	type Rect,
	rectCoverage,
	rectOf,
	roundRect,
	sizeOf,
} from "../raster";
import { shownGuides } from "./actions/viewAids";
import {
	type BoxChange,
	changeBox,
	isSameBox,
	type MaskBox,
	type TRANSFORM_TOOL,
	transformTo,
	uprightBox,
} from "./maskBox";
import { handleCursor } from "./objects/selectionBox";
import { type DraggedObjects, moveObjects, rotateObjects, scaleObjects } from "./objects/transformObjects";
import { type ChoiceOption, choiceValue } from "./option";
import {
	defineTool,
	type Handle,
	type ImagePoint,
	type Modifiers,
	type ObjectPreview,
	type Selection,
	type ToolContext,
	type ToolEvent,
	type ToolStep,
} from "./tool";

const ID: typeof TRANSFORM_TOOL = "maskTransform";
/** The key of the only box in the arithmetic of objects. */
const BOX = "mask";
/** In CSS pixels. */
const SNAP_DISTANCE = 6;

const PART: ChoiceOption = {
	kind: "choice",
	id: "part",
	label: { en: "Transform", zh: "变换范围" },
	initial: "mask",
	isAdvanced: true,
	choices: [
		{ value: "mask", label: { en: "Whole mask", zh: "整个蒙版" } },
		{ value: "frame", label: { en: "Part in frame", zh: "编辑框内部分" } },
	],
};

/** The part that is transformed, and the rest of the mask, which stays. */
interface Part {
	/** The mask as it was. */
	readonly mask: Coverage;
	readonly moving: Coverage;
	readonly rest: Coverage;
	readonly from: Rect;
}

interface MaskTransform extends Part {
	readonly box: MaskBox;
	/** The boxes before, for the key that takes the last change back. */
	readonly past: readonly MaskBox[];
	/** The press under way: `handle` null moves the box. */
	readonly drag: { readonly handle: Handle | null; readonly from: ImagePoint; readonly box: MaskBox } | null;
	/** The same object as long as the box stays. */
	readonly selection: Selection | null;
}

type Step = ToolStep<MaskTransform | null>;

const ENDED: Step = { state: null, objects: null, maskBox: null };

export const maskTransform = defineTool<MaskTransform | null>({
	id: ID,
	label: { en: "Transform mask", zh: "变换蒙版" },
	icon: transformIcon,
	shortcuts: ["Shift+T"],
	isMasking: true,
	isTransformingMask: true,
	hits: ["handle"],
	options: [PART],
	initialState: null,
	cursor(context, pointer, state) {
		const box = state?.box ?? maskBoxOf(context);
		const active = state?.drag === undefined || state.drag === null ? null : state.drag.handle;
		const handle = active ?? (pointer?.target?.kind === "handle" ? pointer.target.handle : null);
		if (handle !== null) {
			const css = handleCursor(handle, box?.angle ?? 0, context.view);
			return { kind: "css", idle: css, active: handle === "rotate" ? "grabbing" : css };
		}
		const css = box === null ? "not-allowed" : pointer !== null && !isInBox(box, pointer.image) ? "default" : "move";
		return { kind: "css", idle: css, active: css };
	},
	step(state, event, context) {
		if (event.type === "cancel") return { ...ENDED, select: null };
		if (event.type === "down") return press(state, event, context);
		if (state === null || state.drag === null) return state === null ? ENDED : shown(state);
		const last = event.samples.at(-1);
		const dragged = last === undefined ? null : drag(state, last.image, event.modifiers, context);
		const box = dragged?.box ?? state.box;
		const moved = withBox(state, box);
		if (event.type === "move") return pressed(moved, dragged);
		const before = state.drag.box;
		const past = isSameBox(before, box) ? state.past : [...state.past, before];
		return shown({ ...moved, past, drag: null });
	},
	goOn(state, event, context) {
		const open = state === null || isOutdated(state, context) ? begun(context) : state;
		if (open === null) return { ...ENDED, select: null };
		switch (event.type) {
			case "confirm":
				return open.selection === null ? { ...ENDED, select: null } : ENDED;
			case "back": {
				const box = open.past.at(-1);
				if (box === undefined) return { ...ENDED, select: null };
				return shown({ ...withBox(open, box), past: open.past.slice(0, -1) });
			}
			case "box":
				return shown(changed(open, event.change, context));
			default:
				return shown(open);
		}
	},
});

/** The box of what would be transformed; null: the mask is empty there. */
export function maskBoxOf(context: Pick<ToolContext, "document" | "settings">): MaskBox | null {
	const { document } = context;
	const { coverage } = activeMask(document);
	const frame = frameOf(context);
	const bounds = editBounds(frame === null ? coverage : combine(coverage, "intersect", rectCoverage(coverage, frame)));
	return bounds && uprightBox(bounds);
}

/** null: the whole mask is transformed. */
function frameOf({ document, settings }: Pick<ToolContext, "document" | "settings">): Rect | null {
	if (choiceValue(settings[ID], PART) !== "frame" || document.frame === null) return null;
	const frame = intersectRects(roundRect(document.frame), rectOf(document.picture));
	return isEmptyRect(frame) ? null : frame;
}

function begun(context: ToolContext): MaskTransform | null {
	const mask = activeMask(context.document).coverage;
	const frame = frameOf(context);
	const area = frame && rectCoverage(mask, frame);
	const moving = area === null ? mask : combine(mask, "intersect", area);
	const rest = area === null ? emptyCoverage(mask) : combine(mask, "subtract", area);
	const from = editBounds(moving);
	if (from === null) return null;
	return { mask, moving, rest, from, box: uprightBox(from), past: [], drag: null, selection: null };
}

/** Another mask is active, or this one was changed otherwise. */
function isOutdated(state: MaskTransform, { document }: { readonly document: DocumentTree }): boolean {
	return activeMask(document).coverage !== state.mask;
}

function withBox(state: MaskTransform, box: MaskBox): MaskTransform {
	if (isSameBox(box, state.box)) return state;
	const { moving, rest, from } = state;
	if (isSameBox(box, uprightBox(from))) return { ...state, box, selection: null };
	const job = { kind: "transformMask", input: { coverage: moving, transform: transformTo(from, box) } } as const;
	return { ...state, box, selection: { job, source: "mask", mode: "add", onto: rest } };
}

function press(state: MaskTransform | null, event: Extract<ToolEvent, { type: "down" }>, context: ToolContext): Step {
	const open = state === null || isOutdated(state, context) ? begun(context) : state;
	const [sample] = event.samples;
	if (open === null || sample === undefined) return ENDED;
	const handle = event.target?.kind === "handle" ? event.target.handle : null;
	return pressed({ ...open, drag: { handle, from: sample.image, box: open.box } });
}

interface DraggedBox {
	readonly box: MaskBox;
	readonly lines: DraggedObjects["lines"];
}

function drag({ drag }: MaskTransform, to: ImagePoint, modifiers: Modifiers, context: ToolContext): DraggedBox | null {
	if (drag === null) return null;
	const { handle, from, box } = drag;
	const { picture } = context.document;
	const targets = { bounds: [rectOf(picture)], guides: shownGuides(context), tolerance: SNAP_DISTANCE / context.zoom };
	const shared = { objects: [{ ...box, id: BOX }], box, from, to, snap: modifiers.mod ? null : targets };
	const result =
		handle === null
			? moveObjects(shared, modifiers.shift)
			: handle === "rotate"
				? rotateObjects(shared, modifiers.shift)
				: scaleObjects(shared, { handle, isFree: modifiers.shift, isFromCentre: modifiers.alt });
	const { place, angle = box.angle } = result.boxes.get(BOX) ?? box;
	return { box: { ...box, place, angle }, lines: result.lines };
}

function changed(state: MaskTransform, change: BoxChange, { document }: ToolContext): MaskTransform {
	const box = changeBox(state.box, change, document.picture);
	return isSameBox(box, state.box) ? state : { ...withBox(state, box), past: [...state.past, state.box] };
}

/** The gesture stays open between presses. */
function shown(state: MaskTransform): Step {
	return { ...pressed(state), isOpen: true };
}

function pressed(state: MaskTransform, dragged: DraggedBox | null = null): Step {
	const { box, drag, selection } = state;
	const objects: ObjectPreview = {
		changes: {},
		box,
		lines: dragged?.lines ?? [],
		band: null,
		label: dragged === null || drag === null ? "" : labelOf(drag.handle, box),
	};
	return { state, objects, maskBox: box, select: selection };
}

function labelOf(handle: Handle | null, box: MaskBox): string {
	if (handle === "rotate") return `${box.angle}°`;
	const { left, top } = boxBounds(box);
	if (handle === null) return `${Math.round(left)}, ${Math.round(top)}`;
	const { width, height } = sizeOf(box.place);
	return `${Math.round(width)} × ${Math.round(height)}`;
}
