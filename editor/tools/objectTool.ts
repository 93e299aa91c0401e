// Selects objects and moves, scales, rotates and crops them. A press goes to what the canvas shows under the pointer: a handle,
// an object, or an empty place, from which a rubber band is drawn. Shift adds to the selection, keeps a move straight, frees a
// corner's ratio and turns by steps of 15 degrees; Alt scales from the centre; Ctrl or Cmd turns snapping off. A press on the line
// of a guide drags the guide.
import moveIcon from "@lucide/icons/icons/mouse-pointer-2";
import { estimateText } from "../annotations";
import {
	boxBounds,
	type DocumentCommand,
	type Guide,
	isAnnotation,
	isLine,
	isPickable,
	isWritten,
	type ObjectChanges,
	objectsOf,
	type PlacedBox,
	type PlacedObject,
	type ReferenceLayer,
	setObject,
	touchesBox,
} from "../document";
import { moveRect, type Rect, rectOf, sizeOf } from "../raster";
import { shownGuides } from "./actions/viewAids";
import { changesForBox, dragLineEnd } from "./objects/annotationBox";
import { cropObject } from "./objects/cropObject";
import { draggedGuide, guideAt, guideCommands } from "./objects/guideDrag";
import { boxOfObjects, draggableObjects, handleCursor } from "./objects/selectionBox";
import { type DraggedObjects, moveObjects, rotateObjects, scaleObjects } from "./objects/transformObjects";
import {
	defineTool,
	type Handle,
	type Modifiers,
	type ObjectPreview,
	type PointerState,
	type ToolContext,
	type ToolEvent,
	type ToolSample,
	type ToolStep,
} from "./tool";

/** CSS pixels by which the pointer must move before anything else does. */
const MIN_DRAG = 3;
const TOUCH_MIN_DRAG = 8;
/** In CSS pixels. */
const SNAP_DISTANCE = 6;

interface Drag {
	readonly from: ToolSample;
	readonly to: ToolSample;
	readonly hasMoved: boolean;
	readonly minDrag: number;
}

type ObjectGesture = Drag &
	(
		| {
				readonly kind: "move";
				readonly pressed: string;
				readonly wasSelected: boolean;
				readonly isAdding: boolean;
				/** The second press of a double click. */
				readonly isDouble: boolean;
		  }
		| { readonly kind: "transform"; readonly handle: Handle; readonly box: PlacedBox }
		/** `handle`: null moves the picture behind the crop. */
		| { readonly kind: "crop"; readonly object: ReferenceLayer; readonly handle: Handle | null }
		| { readonly kind: "band"; readonly isAdding: boolean }
		| { readonly kind: "guide"; readonly guide: Guide; readonly shown: Guide | null }
	);

type Step = ToolStep<ObjectGesture | null>;

const NOTHING: Step = { state: null };
const ENDED = { state: null, objects: null, guide: null } as const;

export const objectTool = defineTool<ObjectGesture | null>({
	id: "place",
	label: { en: "Move and transform", zh: "移动与变换" },
	icon: moveIcon,
	shortcuts: ["V"],
	isPlacing: true,
	hits: ["handle", "object"],
	initialState: null,
	cursor(context, pointing, state) {
		const css = cursorOf(state, pointing, context);
		return { kind: "css", idle: css, active: css === "grab" ? "grabbing" : css };
	},
	step(state, event, context) {
		if (event.type === "cancel") return ENDED;
		if (event.type === "down") return begin(event, context);
		if (state === null) return NOTHING;
		const to = event.samples.at(-1) ?? state.to;
		const drag = { ...state, to, hasMoved: state.hasMoved || hasLeft(state, to) };
		if (drag.kind === "guide") return dragGuide(drag, event, context);
		if (event.type === "up") return finish(drag, event.modifiers, context);
		return drag.hasMoved ? { state: drag, objects: preview(drag, event.modifiers, context) } : { state: drag };
	},
});

function cursorOf(state: ObjectGesture | null, pointing: PointerState | null, context: ToolContext): string {
	const { view } = context;
	const target = pointing?.target ?? null;
	const isOverLine = state === null && pointing !== null && target?.kind !== "handle";
	const guide =
		state?.kind === "guide" ? state.guide : isOverLine && guideAt(context, pointing.image, pointing.pointer);
	if (guide) return handleCursor(guide.axis === "x" ? "e" : "n", 0, view);
	if (state?.kind === "band") return "crosshair";
	if (state?.kind === "transform") return handleCursor(state.handle, state.box.angle ?? 0, view);
	if (state?.kind === "crop" && state.handle !== null) return handleCursor(state.handle, state.object.angle ?? 0, view);
	if (state !== null) return "move";
	if (target?.kind === "handle") return handleCursor(target.handle, boxOfObjects(selection(context))?.angle ?? 0, view);
	return target === null ? "default" : "move";
}

function hasLeft({ from, minDrag }: Drag, to: ToolSample): boolean {
	return Math.max(Math.abs(to.view.x - from.view.x), Math.abs(to.view.y - from.view.y)) >= minDrag;
}

// The press

function begin(event: Extract<ToolEvent, { type: "down" }>, context: ToolContext): Step {
	const { samples, modifiers, isSecondary, pointer, target = null } = event;
	const [from] = samples;
	if (from === undefined || isSecondary) return NOTHING;
	const drag = { from, to: from, hasMoved: false, minDrag: pointer === "touch" ? TOUCH_MIN_DRAG : MIN_DRAG };
	const cropped = context.document.references.find(({ id }) => id === context.croppedObject);
	if (cropped !== undefined) {
		if (target?.kind === "handle") return { state: { ...drag, kind: "crop", object: cropped, handle: target.handle } };
		if (target?.kind === "object" && target.id === cropped.id)
			return { state: { ...drag, kind: "crop", object: cropped, handle: null } };
		// A press outside ends cropping and does nothing else.
		return { state: null, cropObject: null };
	}
	const guide = target?.kind === "handle" ? null : guideAt(context, from.image, pointer ?? "mouse");
	if (guide !== null) return { state: { ...drag, kind: "guide", guide, shown: guide } };
	if (target === null) return { state: { ...drag, kind: "band", isAdding: modifiers.shift } };
	if (target.kind === "handle") {
		const box = boxOfObjects(selection(context));
		return box === null ? NOTHING : { state: { ...drag, kind: "transform", handle: target.handle, box } };
	}
	const { selectedObjects } = context;
	const wasSelected = selectedObjects.includes(target.id);
	const isAdding = modifiers.shift;
	const isDouble = (event.clicks ?? 1) > 1 && !isAdding;
	const state = { ...drag, kind: "move", pressed: target.id, wasSelected, isAdding, isDouble } as const;
	if (wasSelected) return { state };
	return { state, selectObjects: modifiers.shift ? [...selectedObjects, target.id] : [target.id] };
}

// The drag

function preview(
	drag: Exclude<ObjectGesture, { kind: "guide" }>,
	modifiers: Modifiers,
	context: ToolContext,
): ObjectPreview {
	if (drag.kind === "band") return { changes: {}, box: null, lines: [], label: "", band: bandOf(drag, context) };
	if (drag.kind === "crop") {
		const { changes, label } = cropped(drag, context);
		return { changes: { [drag.object.id]: changes }, box: null, lines: [], label, band: null };
	}
	const { boxes, box, lines } = dragged(drag, modifiers, context);
	const measure = context.measureText ?? estimateText;
	const changes = Object.fromEntries(
		selection(context).flatMap((object) => {
			const to = boxes.get(object.id);
			return to === undefined ? [] : [[object.id, changesForBox(object, to, measure)] as const];
		}),
	);
	return { changes, box: shownBox(selection(context), changes) ?? box, lines, label: labelOf(drag, box), band: null };
}

function dragged(
	drag: Extract<ObjectGesture, { kind: "move" | "transform" }>,
	modifiers: Modifiers,
	context: ToolContext,
): DraggedObjects {
	const objects = selection(context);
	const [from, to] = [drag.from.image, drag.to.image];
	const box = drag.kind === "transform" ? drag.box : boxOfObjects(objects);
	if (box === null) return { boxes: new Map(), box: { place: rectOf(context.document.picture) }, lines: [] };
	const snap = modifiers.mod ? null : snapTargets(context, objects);
	const shared = { objects, box, from, to, snap };
	if (drag.kind === "move") return moveObjects(shared, modifiers.shift);
	const [first, ...others] = objects;
	if (first !== undefined && others.length === 0 && isAnnotation(first) && isLine(first)) {
		const end = dragLineEnd(first, drag.handle, { from, to, isStraight: modifiers.shift });
		return { boxes: new Map([[first.id, end]]), box: end, lines: [] };
	}
	if (drag.handle === "rotate") return rotateObjects(shared, modifiers.shift);
	return scaleObjects(shared, { handle: drag.handle, isFree: modifiers.shift, isFromCentre: modifiers.alt });
}

/** The picture, every visible object that is not dragged, and the guides that are shown. */
function snapTargets(context: ToolContext, objects: readonly PlacedObject[]) {
	const { document, zoom } = context;
	const others = objectsOf(document).filter((object) => object.isVisible && !objects.includes(object));
	const bounds = [rectOf(document.picture), ...others.map(boxBounds)];
	return { bounds, guides: shownGuides(context), tolerance: SNAP_DISTANCE / zoom };
}

function cropped({ object, handle, from, to }: Extract<ObjectGesture, { kind: "crop" }>, context: ToolContext) {
	const source = context.imageSize(object.image);
	if (source === undefined) return { changes: {}, label: "" };
	const changes = cropObject({ object, source, handle, from: from.image, to: to.image });
	return { changes, label: sizeLabel(changes.crop ?? rectOf(source)) };
}

function labelOf(drag: ObjectGesture, box: PlacedBox): string {
	if (drag.kind === "transform") return drag.handle === "rotate" ? `${box.angle ?? 0}°` : sizeLabel(box.place);
	const { left, top } = box.place;
	return `${Math.round(left)}, ${Math.round(top)}`;
}

function sizeLabel(rect: Rect): string {
	const { width, height } = sizeOf(rect);
	return `${Math.round(width)} × ${Math.round(height)}`;
}

function dragGuide(
	drag: Extract<ObjectGesture, { kind: "guide" }>,
	{ type, modifiers }: Extract<ToolEvent, { type: "move" | "up" }>,
	context: ToolContext,
): Step {
	const shown = drag.hasMoved ? draggedGuide(drag.guide, drag.to, modifiers.mod, context) : drag.guide;
	if (type === "move") return { state: { ...drag, shown }, guide: shown };
	return drag.hasMoved ? { ...ENDED, commands: guideCommands(drag.guide, shown) } : ENDED;
}

// The release

function finish(drag: Exclude<ObjectGesture, { kind: "guide" }>, modifiers: Modifiers, context: ToolContext): Step {
	if (drag.kind === "band") return { ...ENDED, selectObjects: bandSelection(drag, context) };
	if (!drag.hasMoved) return { ...ENDED, ...clicked(drag, context) };
	const changes = preview(drag, modifiers, context).changes;
	const commands = objectsOf(context.document).flatMap((object): readonly DocumentCommand[] => {
		const own = changes[object.id];
		return own === undefined ? [] : [setObject(object, own)];
	});
	return { ...ENDED, commands };
}

/** A text has another box than the one that was dragged to: it is as high as its lines. */
function shownBox(
	[object, ...others]: readonly PlacedObject[],
	changes: Readonly<Record<string, ObjectChanges>>,
): PlacedBox | null {
	if (object === undefined || others.length > 0 || !isAnnotation(object)) return null;
	const { place = object.place, angle = object.angle } = changes[object.id] ?? {};
	return angle === undefined ? { place } : { place, angle };
}

/**
 * A press on a selected object selects it alone, or with Shift takes it out of the selection. A double click crops a picture and
 * opens what is written in an annotation.
 */
function clicked(drag: ObjectGesture, { selectedObjects, document }: ToolContext): Partial<Step> {
	if (drag.kind !== "move") return {};
	if (drag.isDouble) {
		const annotation = document.annotations.find(({ id }) => id === drag.pressed);
		const selectObjects = [drag.pressed];
		if (annotation === undefined) return { selectObjects, cropObject: drag.pressed };
		return isWritten(annotation) ? { selectObjects, editText: annotation } : { selectObjects };
	}
	if (!drag.wasSelected) return {};
	return { selectObjects: drag.isAdding ? selectedObjects.filter((id) => id !== drag.pressed) : [drag.pressed] };
}

/** A rectangle that is upright in the view, which may be turned and mirrored. */
function bandOf({ from, to }: Drag, { zoom, view }: ToolContext): PlacedBox {
	const middle = { x: (from.image.x + to.image.x) / 2, y: (from.image.y + to.image.y) / 2 };
	const width = Math.abs(to.view.x - from.view.x) / zoom;
	const height = Math.abs(to.view.y - from.view.y) / zoom;
	const place = moveRect(rectOf({ width, height }), middle.x - width / 2, middle.y - height / 2);
	return { place, angle: view.isMirrored ? view.angle : -view.angle };
}

/** The objects that the band touches. Without a drag: none. */
function bandSelection(drag: Drag & { readonly isAdding: boolean }, context: ToolContext) {
	const { document, selectedObjects } = context;
	const band = bandOf(drag, context);
	const isTouched = (object: PlacedObject) => isPickable(object) && touchesBox(object, band);
	const touched = drag.hasMoved
		? objectsOf(document)
				.filter(isTouched)
				.map(({ id }) => id)
		: [];
	return drag.isAdding ? [...selectedObjects, ...touched] : touched;
}

function selection({ document, selectedObjects }: ToolContext): readonly PlacedObject[] {
	return draggableObjects(objectsOf(document), selectedObjects);
}
