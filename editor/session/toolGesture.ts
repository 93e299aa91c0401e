// The gesture under way: its tool, the tool's state, and what the gesture shows until it ends. A step's requests go out
// through the port; nothing here changes the document.
import type { Annotation, DocumentCommand, Guide } from "../document";
import type { Rect } from "../raster";
import type {
	ColourSample,
	Label,
	MaskBox,
	MeasuredLine,
	ObjectPreview,
	ObjectPrompt,
	OpenEvent,
	OptionValues,
	Outline,
	PaintPreview,
	PathRequest,
	Preview,
	Selection,
	Tool,
	ToolContext,
	ToolEvent,
	ToolStep,
	ViewPoint,
	ViewRequest,
} from "../tools";

export interface GesturePort {
	getContext(): ToolContext | null;
	commit(commands: readonly DocumentCommand[]): void;
	selectObjects(ids: readonly string[]): void;
	cropObject(id: string | null): void;
	editText(annotation: Annotation | null): void;
	moveCamera(request: ViewRequest): void;
	setSettings(tool: string, settings: OptionValues): void;
	/** Draws a guide in place of the document's; null: no longer. */
	showGuide(guide: Guide | null): void;
	/** Runs an action of the registry. */
	runAction(id: string): void;
	/** Shows a selection by content; `isOver`: makes it a history step. null: shows none any more. */
	select(tool: Tool, selection: Selection | null, isOver: boolean): void;
	ask(request: PathRequest): void;
	sampleColour(sample: ColourSample): void;
	/** Asks the segmentation model; null: no longer. */
	segment(prompt: ObjectPrompt | null): void;
	/**
	 * `preview` and `paintPreview`: the tiles on the mask layer and on the paint layer; `cursor`: outline, frame or line on the
	 * overlay; `pointer`: the cursor only.
	 */
	onVisualChange(changed: "preview" | "paintPreview" | "masks" | "objects" | "cursor" | "pointer"): void;
}

interface ActiveGesture {
	readonly tool: Tool;
	readonly state: unknown;
	/** The gesture goes on after the pointer was released. */
	readonly isOpen: boolean;
	readonly isPressed: boolean;
	/** The state before the press of an open gesture, to which a cancelled press returns. */
	readonly before?: unknown;
	readonly selection: Selection | null;
}

export class ToolGesture {
	#active: ActiveGesture | null = null;
	/** The open gesture that waits while another tool moves the view. */
	#waiting: ActiveGesture | null = null;
	#preview: Preview | null = null;
	#paint: PaintPreview | null = null;
	#outline: Outline | null = null;
	#frame: Rect | null = null;
	#objects: ObjectPreview | null = null;
	#maskBox: MaskBox | null = null;
	#line: MeasuredLine | null = null;
	#anchor: ViewPoint | null = null;
	#status: { readonly tool: string; readonly text: Label } | null = null;
	/** By tool, the state in which its last gesture ended: its next gesture begins with it. */
	readonly #lastStates = new Map<Tool, unknown>();

	constructor(readonly port: GesturePort) {}

	get tool(): Tool | null {
		return this.#active?.tool ?? null;
	}
	/** True if the gesture goes on after the pointer was released, also while it is pressed again. */
	get isOpen(): boolean {
		return (this.#waiting ?? this.#active)?.isOpen === true;
	}
	get isPressed(): boolean {
		return this.#active?.isPressed === true;
	}
	/** The tool's own state; null between gestures. */
	get state(): unknown {
		return this.#active?.state ?? null;
	}
	get preview(): Preview | null {
		return this.#preview;
	}
	get paint(): PaintPreview | null {
		return this.#paint;
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
	/** The box of the mask that is being transformed. */
	get maskBox(): MaskBox | null {
		return this.#maskBox;
	}
	/** The sentence beside the options of a tool. */
	get status(): { readonly tool: string; readonly text: Label } | null {
		return this.#status;
	}
	/** The point at which the cursor is shown during the gesture; null: at the pointer. */
	get anchor(): ViewPoint | null {
		return this.#anchor;
	}

	begin(tool: Tool): void {
		const active = this.#active;
		if (active?.tool === tool) {
			this.#active = { ...active, isPressed: true, before: active.state };
			return;
		}
		this.#waiting = active;
		const state = this.#lastStates.get(tool) ?? tool.initialState;
		this.#active = { tool, state, isOpen: false, isPressed: true, selection: null };
	}

	/** Begins a gesture that stays open without a press. */
	open(tool: Tool): void {
		this.#active = { tool, state: tool.initialState, isOpen: true, isPressed: false, selection: null };
	}

	/** Returns whether the event has ended the gesture. */
	step(event: ToolEvent): boolean {
		const context = this.port.getContext();
		if (this.#active === null || context === null) return false;
		const { tool, state } = this.#active;
		const isReleased = event.type === "up" || event.type === "cancel";
		// Handles are placed otherwise while a gesture uses them.
		const areHandlesPlaced = event.type !== "move" && tool.hits !== undefined;
		const step = tool.step(state, event, context);
		const taken = event.type === "cancel" ? { ...step, select: null, isOpen: false } : step;
		return this.#take(taken, isReleased, areHandlesPlaced);
	}

	/** The same between the presses of a gesture that stays open. */
	goOn(event: OpenEvent): boolean {
		const context = this.port.getContext();
		const active = this.#active;
		if (active?.tool.goOn === undefined || context === null) return false;
		if (event.type !== "path" && (active.isPressed || !active.isOpen)) return false;
		return this.#take(active.tool.goOn(active.state, event, context), !active.isPressed, false);
	}

	/** Takes back the press of an open gesture. Returns false where there is none. */
	cancelPress(): boolean {
		const active = this.#active;
		if (active === null || !active.isOpen) return false;
		if (!active.isPressed) return true;
		const { before, ...rest } = active;
		this.#active = { ...rest, state: before, isPressed: false };
		this.goOn({ type: "refresh" });
		return true;
	}

	/** Shows the preview of a selection by content, also after the end of its gesture. */
	showPreview(preview: Preview | null): void {
		if (preview === this.#preview) return;
		this.#preview = preview;
		this.port.onVisualChange("masks");
	}

	/** `isReleased`: the pointer is not pressed after the step. */
	#take(step: ToolStep<unknown>, isReleased: boolean, areHandlesPlaced: boolean): boolean {
		const active = this.#active as ActiveGesture;
		const { tool } = active;
		if (step.preview !== undefined) {
			this.#preview = step.preview;
			this.port.onVisualChange("preview");
		}
		if (step.paint !== undefined) {
			this.#paint = step.paint;
			this.port.onVisualChange("paintPreview");
		}
		if (step.outline !== undefined) this.#outline = step.outline;
		if (step.frame !== undefined) this.#frame = step.frame;
		if (step.line !== undefined) this.#line = step.line;
		if (step.maskBox !== undefined) this.#maskBox = step.maskBox;
		if (step.objects !== undefined) {
			this.#objects = step.objects;
			this.port.onVisualChange("objects");
		}
		if (step.guide !== undefined) this.port.showGuide(step.guide);
		if (step.anchor !== undefined) this.#anchor = step.anchor;
		if (step.status !== undefined) this.#status = step.status && { tool: tool.id, text: step.status };
		if (step.settings !== undefined) this.port.setSettings(tool.id, step.settings);
		for (const request of step.view ?? []) this.port.moveCamera(request);
		const isOver = isReleased && step.isOpen !== true;
		const selection = step.select === undefined ? active.selection : step.select;
		this.#active = isOver
			? this.#waiting
			: { ...active, state: step.state, isOpen: step.isOpen ?? active.isOpen, isPressed: !isReleased, selection };
		if (isOver) {
			this.#waiting = null;
			this.#lastStates.set(tool, step.state);
		}
		const { outline, frame, line } = step;
		const isOnOverlay = outline !== undefined || frame !== undefined || line !== undefined;
		this.port.onVisualChange(isOnOverlay || areHandlesPlaced ? "cursor" : "pointer");
		if (isOver ? active.selection !== null || selection !== null : selection !== active.selection) {
			this.port.select(tool, selection, isOver);
		}
		if (step.sampleColour !== undefined) this.port.sampleColour(step.sampleColour);
		if (step.ask !== undefined && !isOver) this.port.ask(step.ask);
		if (step.segment !== undefined) this.port.segment(step.segment);
		if (step.commands !== undefined && step.commands.length > 0) this.port.commit(step.commands);
		if (step.run !== undefined) this.port.runAction(step.run);
		if (step.selectObjects !== undefined) this.port.selectObjects(step.selectObjects);
		if (step.cropObject !== undefined) this.port.cropObject(step.cropObject);
		if (step.editText !== undefined) this.port.editText(step.editText);
		return isOver;
	}
}
