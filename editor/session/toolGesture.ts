// The gesture under way: its tool, the tool's state, and what the gesture shows until it ends. A step's requests go out
// through the port; nothing here changes the document.
import type { DocumentCommand, Guide } from "../document";
import type { Rect } from "../raster";
import type {
	MeasuredLine,
	ObjectPreview,
	OptionValues,
	Outline,
	Preview,
	Tool,
	ToolContext,
	ToolEvent,
	ViewPoint,
	ViewRequest,
} from "../tools";

export interface GesturePort {
	getContext(): ToolContext | null;
	commit(commands: readonly DocumentCommand[]): void;
	selectObjects(ids: readonly string[]): void;
	cropObject(id: string | null): void;
	moveCamera(request: ViewRequest): void;
	setSettings(tool: string, settings: OptionValues): void;
	/** Draws a guide in place of the document's; null: no longer. */
	showGuide(guide: Guide | null): void;
	/** Runs an action of the registry. */
	runAction(id: string): void;
	/** `preview`: the tiles on the mask layer; `cursor`: outline, frame or line on the overlay; `pointer`: the cursor only. */
	onVisualChange(changed: "preview" | "objects" | "cursor" | "pointer"): void;
}

export class ToolGesture {
	#active: { readonly tool: Tool; readonly state: unknown } | null = null;
	#preview: Preview | null = null;
	#outline: Outline | null = null;
	#frame: Rect | null = null;
	#objects: ObjectPreview | null = null;
	#line: MeasuredLine | null = null;
	#anchor: ViewPoint | null = null;
	/** By tool, the state in which its last gesture ended: its next gesture begins with it. */
	readonly #lastStates = new Map<Tool, unknown>();

	constructor(readonly port: GesturePort) {}

	get tool(): Tool | null {
		return this.#active?.tool ?? null;
	}
	/** The tool's own state; null between gestures. */
	get state(): unknown {
		return this.#active?.state ?? null;
	}
	get preview(): Preview | null {
		return this.#preview;
	}
	get outline(): Outline | null {
		return this.#outline;
	}
	get frame(): Rect | null {
		return this.#frame;
	}
	get line(): MeasuredLine | null {
		return this.#line;
	}
	get objects(): ObjectPreview | null {
		return this.#objects;
	}
	/** The point at which the cursor is shown during the gesture; null: at the pointer. */
	get anchor(): ViewPoint | null {
		return this.#anchor;
	}

	begin(tool: Tool): void {
		this.#active = { tool, state: this.#lastStates.get(tool) ?? tool.initialState };
	}

	/** Returns whether the event has ended the gesture. */
	step(event: ToolEvent): boolean {
		const context = this.port.getContext();
		if (this.#active === null || context === null) return false;
		const { tool, state } = this.#active;
		const step = tool.step(state, event, context);
		if (step.preview !== undefined) {
			this.#preview = step.preview;
			this.port.onVisualChange("preview");
		}
		if (step.outline !== undefined) this.#outline = step.outline;
		if (step.frame !== undefined) this.#frame = step.frame;
		if (step.line !== undefined) this.#line = step.line;
		if (step.objects !== undefined) {
			this.#objects = step.objects;
			this.port.onVisualChange("objects");
		}
		if (step.guide !== undefined) this.port.showGuide(step.guide);
		if (step.anchor !== undefined) this.#anchor = step.anchor;
		if (step.settings !== undefined) this.port.setSettings(tool.id, step.settings);
		for (const request of step.view ?? []) this.port.moveCamera(request);
		const isOver = event.type === "up" || event.type === "cancel";
		this.#active = isOver ? null : { tool, state: step.state };
		if (isOver) this.#lastStates.set(tool, step.state);
		const { outline, frame, line } = step;
		const isOnOverlay = outline !== undefined || frame !== undefined || line !== undefined;
		// Handles are placed otherwise while a gesture uses them.
		const areHandlesPlaced = event.type !== "move" && tool.hits !== undefined;
		this.port.onVisualChange(isOnOverlay || areHandlesPlaced ? "cursor" : "pointer");
		if (step.commands !== undefined && step.commands.length > 0) this.port.commit(step.commands);
		if (step.run !== undefined) this.port.runAction(step.run);
		if (step.selectObjects !== undefined) this.port.selectObjects(step.selectObjects);
		if (step.cropObject !== undefined) this.port.cropObject(step.cropObject);
		return isOver;
	}
}
