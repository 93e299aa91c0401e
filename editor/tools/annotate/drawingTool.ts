// The common part of tools that draw an annotation with one drag: a preview while it lasts, one command at its end. Alt at the
// press makes an eyedropper of the tool. A drag that leaves nothing to see leaves nothing.
import type { Annotation } from "../../document";
import { sampleCursor, sampleOf } from "../colour/eyedropper";
import { FOREGROUND } from "../colour/foreground";
import type { Option } from "../option";
import {
	type Cursor,
	defineTool,
	type Modifiers,
	type ObjectPreview,
	type Tool,
	type ToolContext,
	type ToolEvent,
	type ToolSample,
	type ToolStep,
} from "../tool";

export interface Drawing {
	/** All samples of the drag. */
	readonly samples: readonly ToolSample[];
	readonly modifiers: Modifiers;
	/** PointerEvent.pointerType. */
	readonly pointer: string;
}

type State = Drawing | "sampling" | null;
type Step = ToolStep<State>;

interface DrawingTool extends Pick<Tool, "id" | "label" | "icon" | "shortcuts"> {
	/** Beside the colour. */
	readonly options: readonly Option[];
	/** null: nothing to see yet. */
	draw(drawing: Drawing, context: ToolContext): Annotation | null;
	/** Chooses the samples that are kept. Default: all. */
	keep?(samples: readonly ToolSample[], added: readonly ToolSample[], context: ToolContext): readonly ToolSample[];
	/** At the end of the drag in place of adding the annotation. */
	finish?(annotation: Annotation, context: ToolContext): Partial<Step>;
	/** The drag is not begun. */
	refuses?(context: ToolContext): boolean;
	cursor?(context: ToolContext): Cursor;
}

const CROSSHAIR: Cursor = { kind: "css", idle: "crosshair", active: "crosshair" };
const ENDED = { state: null, objects: null } as const;

export function drawingTool(parts: DrawingTool): Tool {
	const { options, draw, keep, finish, refuses, cursor, ...naming } = parts;
	return defineTool<State>({
		...naming,
		group: "annotate",
		hasEyedropper: true,
		options: [FOREGROUND, ...options],
		initialState: null,
		cursor: (context, pointer, state) =>
			sampleCursor(context, state === null ? pointer : null, state === "sampling") ?? cursor?.(context) ?? CROSSHAIR,
		step(state, event, context) {
			if (event.type === "cancel") return ENDED;
			if (event.type === "down") return begin(event, context);
			if (state === "sampling") return sampled(event);
			if (state === null) return { state };
			const drawing = { ...state, samples: joined(state.samples, event.samples, context), modifiers: event.modifiers };
			if (event.type === "move") return shown(drawing, context);
			const drawn = draw(drawing, context);
			if (drawn === null) return ENDED;
			return {
				...ENDED,
				...(finish?.(drawn, context) ?? { commands: [{ type: "annotation.add", annotation: drawn }] }),
			};
		},
	});

	function begin(event: Extract<ToolEvent, { type: "down" }>, context: ToolContext): Step {
		const { samples, modifiers, isSecondary, pointer = "mouse" } = event;
		if (modifiers.alt) return sampled(event);
		if (isSecondary || refuses?.(context)) return { state: null, editText: null };
		return shown({ samples: joined([], samples, context), modifiers, pointer }, context);
	}

	function joined(before: readonly ToolSample[], added: readonly ToolSample[], context: ToolContext) {
		return keep ? keep(before, added, context) : [...before, ...added];
	}

	function shown(drawing: Drawing, context: ToolContext): Step {
		const drawn = draw(drawing, context);
		const preview: ObjectPreview = { changes: {}, box: null, lines: [], band: null, label: "" };
		return { state: drawing, objects: drawn === null ? preview : { ...preview, drawn } };
	}
}

function sampled(event: ToolEvent): Step {
	const sampleColour = sampleOf(event);
	return { state: event.type === "up" ? null : "sampling", ...(sampleColour && { sampleColour }) };
}
