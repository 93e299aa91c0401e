// For tests: runs gestures and actions on the document without a session and checks the invariants after each.
import {
	commit,
	createDocument,
	createHistory,
	type DocumentTree,
	editCoverage,
	type History,
	redo,
	selectionAfter,
	undo,
} from "../document";
import { findInvariantViolations } from "../document/invariantsForTests";
import { coverageAt, type Rect, runToEnd, type Size } from "../raster";
import type { ActionContext, Effect } from "./action";
import { operationTiles } from "./operations";
import type { OptionValues } from "./option";
import { findAction, findTool, initialSettings } from "./registry";
import type {
	HitTarget,
	Modifiers,
	ObjectPreview,
	Outline,
	Preview,
	Tool,
	ToolEvent,
	ToolSample,
	ToolSettings,
	ToolView,
} from "./tool";

export type Point = readonly [x: number, y: number];

export const UPRIGHT_VIEW: ToolView = { size: { width: 800, height: 600 }, angle: 0, isMirrored: false };

export class TestEditor {
	history: History;
	settings: ToolSettings = initialSettings();
	preview: Preview | null = null;
	#tool: Tool = findTool("brush");
	#state: unknown = null;
	#modifiers: Modifiers = { shift: false, alt: false, mod: false };
	#pressure: number | null = null;
	outline: Outline | null = null;
	/** The preview of objects while they are dragged. */
	objects: ObjectPreview | null = null;
	/** The preview of the edit frame while it is dragged. */
	frame: Rect | null = null;
	selectedObjects: readonly string[] = [];
	croppedObject: string | null = null;
	/** The object that the canvas would find at a point. */
	hitTest = (_point: Point): HitTarget | null => null;
	/** The size of every source picture. */
	imageSize = (_image: string): Size | undefined => ({ width: 400, height: 300 });

	constructor(width: number, height: number, budget?: number) {
		const picture = { image: "image", name: "picture", width, height };
		this.history = createHistory(createDocument("document", picture), budget);
	}

	get document(): DocumentTree {
		return this.history.document;
	}

	tool(id: string, size?: number, hardness = 1): this {
		this.#tool = findTool(id);
		this.#state = this.#tool.initialState;
		if (size !== undefined) this.settings = { ...this.settings, [id]: { ...this.settings[id], size, hardness } };
		return this;
	}

	/** Sets options of the active tool. */
	set(values: OptionValues): this {
		const { id } = this.#tool;
		this.settings = { ...this.settings, [id]: { ...this.settings[id], ...values } };
		return this;
	}

	/** Sets the held modifier keys. */
	hold(...keys: readonly (keyof Modifiers)[]): this {
		this.#modifiers = { shift: keys.includes("shift"), alt: keys.includes("alt"), mod: keys.includes("mod") };
		return this;
	}

	/** Sets the pressure of the pen; null: a mouse is used. */
	press(pressure: number | null): this {
		this.#pressure = pressure;
		return this;
	}

	down(point: Point, isSecondary = false, clicks = 1): this {
		const pointer = this.#pressure === null ? "mouse" : "pen";
		const target = this.hitTest(point);
		return this.#send({ type: "down", ...this.#pointed([point]), isSecondary, pointer, target, clicks });
	}

	move(...points: readonly Point[]): this {
		return this.#send({ type: "move", ...this.#pointed(points) });
	}

	up(point: Point): this {
		return this.#send({ type: "up", ...this.#pointed([point]) });
	}

	cancel(): this {
		return this.#send({ type: "cancel" });
	}

	undo(): this {
		return this.#set(undo(this.history));
	}

	redo(): this {
		return this.#set(redo(this.history));
	}

	run(id: string): this {
		const context: ActionContext = {
			document: this.document,
			canUndo: this.history.past.length > 0,
			canRedo: this.history.future.length > 0,
			activeTool: this.#tool.id,
			settings: this.settings,
			selectedObjects: this.selectedObjects,
			croppedObject: this.croppedObject,
			imageSize: this.imageSize,
			isMaskShown: true,
			areResultsShown: true,
			isMaskOnly: false,
			compare: "none",
			position: 0.5,
			orientation: { angle: 0, isMirrored: false },
			canReuseMask: false,
			openPanel: null,
			finger: "draw",
		};
		for (const effect of findAction(id)?.perform(context) ?? []) {
			if (effect.type === "commands") this.#set(commit(this.history, effect.commands, effect.merge));
			if (effect.type === "selectObjects") this.selectedObjects = effect.objects;
			if (effect.type === "cropObject") this.croppedObject = effect.object;
			if (effect.type === "operate") this.#operate(effect);
			if (effect.type === "settings") this.settings = { ...this.settings, [effect.tool]: effect.settings };
		}
		return this;
	}

	#operate({ operation, mask: id, values }: Extract<Effect, { type: "operate" }>): void {
		const mask = this.document.masks.find((candidate) => candidate.id === id);
		if (mask === undefined) return;
		const tiles = runToEnd(operationTiles(operation, mask.coverage, values));
		this.#set(commit(this.history, [{ type: "mask.setTiles", mask: id, tiles }]));
	}

	at(x: number, y: number): number {
		return coverageAt(editCoverage(this.document), x, y);
	}

	/** The coverage of the first mask with the preview of the gesture. */
	previewAt(x: number, y: number): number {
		const [mask] = this.document.masks;
		if (mask === undefined) return 0;
		return coverageAt({ ...mask.coverage, tiles: { ...mask.coverage.tiles, ...this.preview?.tiles } }, x, y);
	}

	#send(event: ToolEvent): this {
		const { document, settings, selectedObjects, croppedObject, imageSize } = this;
		const context = { document, settings, zoom: 1, view: UPRIGHT_VIEW, selectedObjects, croppedObject, imageSize };
		const step = this.#tool.step(this.#state, event, context);
		this.#state = step.state;
		if (step.preview !== undefined) this.preview = step.preview;
		if (step.outline !== undefined) this.outline = step.outline;
		if (step.frame !== undefined) this.frame = step.frame;
		if (step.selectObjects !== undefined) this.selectedObjects = step.selectObjects;
		if (step.cropObject !== undefined) this.croppedObject = step.cropObject;
		if (step.objects !== undefined) this.objects = step.objects;
		if (step.settings !== undefined) this.set(step.settings);
		const isOver = event.type === "up" || event.type === "cancel";
		if (isOver && [this.preview, this.outline, this.frame, this.objects].some((shown) => shown !== null))
			throw new Error("the preview was not cleared at the end of the gesture");
		if (!isOver && step.commands?.length) throw new Error("the document was changed before the end of the gesture");
		return this.#set(step.commands?.length ? commit(this.history, step.commands) : this.history);
	}

	#pointed(points: readonly Point[]) {
		const samples = points.map(
			([x, y]): ToolSample => ({ image: { x, y }, view: { x, y }, pressure: this.#pressure ?? 0.5 }),
		);
		return { samples, modifiers: this.#modifiers };
	}

	#set(history: History): this {
		this.selectedObjects = selectionAfter(this.document, history.document, this.selectedObjects);
		this.history = history;
		const faults = findInvariantViolations(history);
		if (faults.length > 0) throw new Error(faults.join("; "));
		return this;
	}
}
