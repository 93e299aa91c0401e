// What brush and eraser share: a stroke over the active mask, shown as it grows, one command at its end.
import { activeMask, type MaskLayer } from "../document";
import {
	beginStroke,
	type CombineMode,
	combineTiles,
	endStroke,
	extendStroke,
	type Stroke,
	type StrokeSample,
	type StrokeStep,
	type Tiles,
} from "../raster";
import { BRUSH_OPTIONS, BRUSH_SIZE, brushOf, stabiliserOf } from "./brushOptions";
import { setTiles } from "./maskCommand";
import { rangeValue } from "./option";
import { steady } from "./stabiliser";
import { defineTool, type Tool, type ToolContext, type ToolEvent, type ToolSample, type ToolStep } from "./tool";

interface Painting {
	readonly stroke: Stroke;
	readonly mode: CombineMode;
	readonly stabiliser: number;
	/** The mask as it was when the stroke began, and its tiles with the stroke so far. */
	readonly mask: MaskLayer;
	readonly tiles: Tiles;
}

interface PaintState {
	readonly painting: Painting | null;
	/** Where the stroke before ended, and in which document: Shift draws a straight line from there. */
	readonly last: { readonly document: string; readonly sample: StrokeSample } | null;
}

interface PaintTool extends Pick<Tool, "id" | "label" | "icon" | "shortcuts"> {
	readonly mode: "union" | "subtract";
}

export function paintTool({ mode, ...naming }: PaintTool): Tool {
	const { id } = naming;
	return defineTool<PaintState>({
		...naming,
		isMasking: true,
		options: BRUSH_OPTIONS,
		idle: { painting: null, last: null },
		cursor: ({ settings }) => ({ kind: "ring", diameter: rangeValue(settings[id], BRUSH_SIZE) }),
		step(state, event, context) {
			if (event.type === "down") return begin(state, event, context);
			const { painting, last } = state;
			if (painting === null) return { state };
			if (event.type === "cancel") return { state: { painting: null, last }, preview: null };
			const samples = event.samples.map(strokeSample);
			const steadied = steady(painting.stroke.last, samples, painting.stabiliser);
			if (event.type === "move") return shown(state, advance(painting, extendStroke(painting.stroke, steadied)));
			return finish(painting, [...steadied, ...samples.slice(-1)], context);
		},
	});

	function begin(
		state: PaintState,
		event: Extract<ToolEvent, { type: "down" }>,
		{ document, settings }: ToolContext,
	): ToolStep<PaintState> {
		const stroke = beginStroke(document.picture, brushOf(settings[id], event.pointer === "pen"));
		const opposite = mode === "union" ? "subtract" : "union";
		const painting: Painting = {
			stroke,
			mask: activeMask(document),
			tiles: {},
			stabiliser: stabiliserOf(settings[id]),
			mode: event.isSecondary ? opposite : mode,
		};
		const samples = event.samples.map(strokeSample);
		const [first] = samples;
		const from = event.modifiers.shift && state.last?.document === document.id ? state.last.sample : null;
		if (from !== null && first !== undefined) samples.unshift({ ...from, pressure: first.pressure });
		return shown(state, advance(painting, extendStroke(stroke, samples)));
	}
}

function strokeSample({ image, pressure }: ToolSample): StrokeSample {
	return { x: image.x, y: image.y, pressure };
}

interface Advance {
	readonly painting: Painting;
	readonly changed: ReadonlySet<number>;
}

function advance(painting: Painting, { stroke, changed }: StrokeStep): Advance {
	const fresh = combineTiles(painting.mask.coverage, painting.mode, stroke.tiles, changed);
	return { painting: { ...painting, stroke, tiles: { ...painting.tiles, ...fresh } }, changed };
}

function shown(state: PaintState, { painting, changed }: Advance): ToolStep<PaintState> {
	const preview = { mask: painting.mask.id, tiles: painting.tiles, changed };
	return { state: { ...state, painting }, preview };
}

/** The line ends where the pointer did, however far behind it was. */
function finish(painting: Painting, samples: readonly StrokeSample[], context: ToolContext): ToolStep<PaintState> {
	const extended = advance(painting, extendStroke(painting.stroke, samples)).painting;
	const { stroke, mask, tiles } = advance(extended, endStroke(extended.stroke)).painting;
	const last = stroke.last && { document: context.document.id, sample: stroke.last };
	return { state: { painting: null, last }, commands: setTiles(mask, tiles), preview: null };
}
