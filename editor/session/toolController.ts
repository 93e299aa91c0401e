// Holds the active tool, its settings, the gesture under way and the pointer's state, and turns tool events into changes of
// the document.
import type { Rect } from "../raster";
import { toImage, toSample } from "../state/camera";
import type { HoverState } from "../state/hover";
import type { KeyboardPointer } from "../state/keyboardPointer";
import { completePreferences } from "../state/preferences";
import {
	COLOUR_SETTINGS,
	type Cursor,
	DEFAULT_TOOL,
	findTool,
	type HitTarget,
	type HitTest,
	type Modifiers,
	type OpenEvent,
	type OptionValues,
	PANNING_TOOL,
	resetFrameSpace,
	type Selection,
	type Tool,
	type ToolContext,
	type ToolEvent,
	type ViewPoint,
	withForeground,
} from "../tools";
import type { EditorPreferences } from "../types";
import { type ColourRequest, ColourSampler } from "./colourSampler";
import { ObjectSegmenter } from "./objectSegmenter";
import { OperationPreview } from "./operationPreview";
import { PictureSelector } from "./pictureSelector";
import { prepareMask } from "./prepareMask";
import { preparePaint } from "./preparePaint";
import type { SessionCore } from "./sessionCore";
import { ShownObjects } from "./shownObjects";
import { toolContext } from "./toolContext";
import { ToolGesture } from "./toolGesture";

export class ToolController {
	#active: Tool = DEFAULT_TOOL;
	#previousTool = DEFAULT_TOOL.id;
	#preferences = completePreferences({});
	/** The tool whose key is held. */
	#held: Tool | null = null;
	#hover: HoverState | null = null;
	#keyboardPointer: KeyboardPointer | null = null;
	/** Set by the canvas while it is mounted. */
	hitTest: HitTest | null = null;
	readonly gesture = new ToolGesture({
		getContext: () => this.#context(),
		commit: (commands) => this.core.documents.commit(commands),
		selectObjects: (ids) => this.core.selectObjects(ids),
		cropObject: (id) => this.core.cropObject(id),
		editText: (annotation) => this.core.editText(annotation),
		showGuide: (guide) => this.core.showGuide(guide),
		moveCamera: (request) => this.core.view.move(request),
		setSettings: (tool, settings) => this.#storeSettings(tool, settings),
		runAction: (id) => this.runAction(id),
		select: (tool, selection, isOver) => this.#select(tool, selection, isOver),
		ask: (request) => this.#selector.ask(request),
		sampleColour: ({ at, isChosen }) => this.#colours.ask({ at, use: isChosen ? "choose" : "drag" }),
		segment: (prompt) => this.segmenter.ask(prompt),
		onVisualChange: (changed) => this.core.events.redraw(changed),
	});

	/** Placed pictures and annotations as they are shown. */
	readonly objects: ShownObjects;
	readonly #selector: PictureSelector;
	readonly #colours: ColourSampler;
	readonly operationPreview: OperationPreview;
	readonly segmenter: ObjectSegmenter;

	constructor(
		readonly core: SessionCore,
		/** Runs an action of the registry. */
		readonly runAction: (id: string) => void,
	) {
		this.objects = new ShownObjects(core, this.gesture);
		this.#selector = new PictureSelector(core, {
			showPreview: (preview) => this.gesture.showPreview(preview),
			onPath: ({ job }, path) => this.#goOn({ type: "path", job, path }),
		});
		this.operationPreview = new OperationPreview(core, (preview) => this.gesture.showPreview(preview));
		this.#colours = new ColourSampler(core, (request, colour) => this.#colourSampled(request, colour));
		this.segmenter = new ObjectSegmenter(core, {
			onCandidates: (prompt, candidates) => this.#goOn({ type: "candidates", prompt, candidates }),
			onFailed: () => this.cancelGesture(),
		});
		core.events.switches.on(() => this.#documentSwitched());
		core.events.frameRemovals.on(() => this.#resetFrameSpace());
	}

	get active(): Tool {
		return this.#active;
	}
	/** The tool that a press uses: the hand while Space is held, otherwise the active tool. */
	get pointerTool(): Tool {
		return this.#held ?? this.#active;
	}
	/** The tool whose key is held: the hand or the rotation of the view. */
	get heldTool(): Tool | null {
		return this.#held;
	}
	/** The tool and the edit frame as they were when the active tool was selected. */
	get before(): { readonly tool: string; readonly frame: Rect | null } {
		return { tool: this.#previousTool, frame: this.core.frameBefore };
	}
	get preferences(): EditorPreferences {
		return this.#preferences;
	}
	get isPanningHeld(): boolean {
		return this.#held === PANNING_TOOL;
	}
	get keyboardPointer(): KeyboardPointer | null {
		return this.#keyboardPointer;
	}
	/** The point at which the cursor is drawn; null for a finger. */
	get cursorPoint(): ViewPoint | null {
		return this.gesture.anchor ?? this.#hover?.view ?? null;
	}

	/** The edit frame of the gesture under way, otherwise the document's. */
	get frame(): Rect | null {
		return this.gesture.frame ?? this.core.document?.frame ?? null;
	}
	get isFrameDragged(): boolean {
		return this.gesture.frame !== null;
	}

	getCursor(): Cursor {
		const context = this.#context();
		if (context === null) return { kind: "css", idle: "default", active: "default" };
		const { tool, state } = this.gesture;
		const hover = this.#hover;
		const shown = tool ?? this.pointerTool;
		const target = hover === null || this.gesture.isPressed ? null : this.#hit(shown, hover.view, hover.pointer);
		const pointing = hover && { ...hover, image: toImage(this.core.view.camera, hover.view), target };
		return shown.cursor(context, pointing, state);
	}

	select(id: string): void {
		if (id !== this.#active.id) {
			this.#previousTool = this.#active.id;
			this.core.frameBefore = this.core.document?.frame ?? null;
			this.core.cropObject(null);
		}
		this.#active = findTool(id);
		const context = this.#context();
		if (context !== null && this.#active.prepares !== undefined) this.#selector.prepare(this.#active.prepares(context));
		this.core.events.redraw("cursor");
		this.core.events.notifyChange();
	}

	setSettings(tool: string, settings: OptionValues): void {
		this.#storeSettings(tool, settings);
		if (tool !== this.#active.id) return;
		if (this.gesture.tool === null) this.#selector.adjust(this.#active, this.#context());
		else this.#goOn({ type: "refresh" });
	}

	#storeSettings(tool: string, settings: OptionValues): void {
		this.#preferences = { ...this.#preferences, tools: { ...this.#preferences.tools, [tool]: settings } };
		this.core.events.redraw("cursor");
		this.#adoptOptions(tool);
		this.core.events.notifyChange();
	}

	setPreferences(preferences: Partial<EditorPreferences>): void {
		this.#preferences = completePreferences(preferences);
		this.core.events.notifyChange();
		this.core.events.redraw("cursor");
	}

	changePreferences(change: Partial<Pick<EditorPreferences, "finger" | "keys">>): void {
		this.#preferences = { ...this.#preferences, ...change };
		this.core.events.notifyChange();
	}

	/** Enqueued. `isPanning`: the middle button, which pans with any tool. */
	handleEvent(event: ToolEvent, isPanning = false): void {
		this.core.queue.enqueue(() => this.#handleEvent(event, isPanning));
	}

	/** Leaves no trace of the gesture. Returns whether there was one. */
	cancelGesture(): boolean {
		// A gesture that waits in the queue is cancelled by an event behind it.
		if (this.gesture.tool === null && !this.core.queue.isWorking) return false;
		if (this.#keyboardPointer?.isPressed) this.setKeyboardPointer({ ...this.#keyboardPointer, isPressed: false });
		this.handleEvent({ type: "cancel" });
		// The gesture that was open while another tool moved the view.
		if (this.gesture.tool !== null) this.handleEvent({ type: "cancel" });
		return true;
	}

	/** Leaves no trace of a press: of a gesture that stays open the earlier presses remain. */
	cancelPress(): void {
		if (this.gesture.isOpen) this.core.queue.enqueue(() => this.gesture.cancelPress());
		else this.cancelGesture();
	}

	/** Applies the gesture that stays open, or takes back its last press. Returns false where there is none. */
	endOpenGesture(way: "confirm" | "back"): boolean {
		if (!this.gesture.isOpen || this.gesture.isPressed) return false;
		this.#goOn({ type: way });
		return true;
	}

	/** For the open gesture of the active tool, which begins if there is none. Must be called from within an enqueued change. */
	changeOpenGesture(event: OpenEvent): void {
		if (this.#active.goOn === undefined || this.gesture.isPressed) return;
		if (this.gesture.tool !== this.#active) {
			this.cancelGesture();
			if (this.#active.isMasking && !prepareMask(this.core)) return;
			this.gesture.open(this.#active);
		}
		this.gesture.goOn(event);
		this.core.events.notifyChange();
	}

	/** Shows another candidate of the open gesture. */
	cycle(by: 1 | -1): void {
		this.#goOn({ type: "cycle", by });
	}

	setHover(hover: HoverState | null): void {
		this.#hover = hover;
		this.core.events.redraw("pointer");
		if (hover !== null && this.gesture.tool === null && this.pointerTool.hasEyedropper && hover.modifiers.alt) {
			this.#colours.ask({ at: toSample(this.core.view.camera, hover.view), use: "look" });
		}
		if (hover === null || !this.gesture.isOpen || this.gesture.isPressed || this.#held !== null) return;
		const { camera } = this.core.view;
		const sample = { view: hover.view, image: toSample(camera, hover.view), pressure: 0.5 };
		this.#goOn({ type: "hover", sample, modifiers: hover.modifiers });
	}

	/** Modifier keys that were pressed or released while the pointer stays where it is. */
	setModifiers(modifiers: Modifiers): void {
		if (this.#hover !== null) this.setHover({ ...this.#hover, modifiers });
	}

	setKeyboardPointer(pointer: KeyboardPointer | null): void {
		this.#keyboardPointer = pointer;
		this.core.events.notifyChange();
		this.core.events.redraw("cursor");
	}

	toggleKeyboardPointer(isOn: boolean): void {
		if (this.#keyboardPointer?.isPressed) this.cancelGesture();
		this.setKeyboardPointer(isOn ? { at: this.core.view.center, isPressed: false } : null);
	}

	#colourSampled({ use }: ColourRequest, colour: string): void {
		if (use === "look") this.core.events.redraw("pointer");
		else this.setSettings(COLOUR_SETTINGS, withForeground(this.#preferences.tools, colour, use === "choose"));
	}

	/** The keyboard's pointer belongs to the picture over which it was shown. */
	#documentSwitched(): void {
		this.#colours.cancel();
		if (this.#keyboardPointer !== null) this.setKeyboardPointer(null);
		if (this.core.document?.frame == null) this.#resetFrameSpace();
	}

	/** Without a frame no space is added, and the option says so. */
	#resetFrameSpace(): void {
		const settings = resetFrameSpace(this.#preferences.tools);
		if (settings === this.#preferences.tools) return;
		this.#preferences = { ...this.#preferences, tools: settings };
		this.core.events.notifyChange();
	}

	/** Uses a tool while its key is held; null: no longer. */
	setHeldTool(tool: Tool | null): void {
		if (this.#held === tool) return;
		this.#held = tool;
		this.core.events.notifyChange();
		this.core.events.redraw("cursor");
	}

	#handleEvent(event: ToolEvent, isPanning: boolean): void {
		if (this.core.document === null) return;
		if (event.type === "down") {
			const tool = isPanning ? PANNING_TOOL : this.pointerTool;
			const isOpen = this.gesture.isOpen && !this.gesture.isPressed;
			// An open gesture waits while the view is moved.
			if (!isOpen || (tool.isMasking && tool !== this.gesture.tool)) this.cancelGesture();
			if (tool.needsSegmentation && !this.segmenter.checkReady()) return;
			if (tool.isMasking && !prepareMask(this.core)) return;
			if (tool.isPainting && !preparePaint(this.core)) return;
			this.gesture.begin(tool);
			this.core.events.notifyChange();
			const [first] = event.samples;
			const target = first === undefined ? null : this.#hit(tool, first.view, event.pointer ?? "mouse");
			const { editedText } = this.core.view.state;
			this.gesture.step({ ...event, target });
			// A press elsewhere ends the writing of a text, whatever the tool.
			if (editedText !== null && this.core.view.state.editedText === editedText) this.core.editText(null);
			return;
		}
		const step = () => {
			const wasOpen = this.gesture.isOpen;
			if (this.gesture.step(event) || wasOpen !== this.gesture.isOpen) this.core.events.notifyChange();
		};
		// The frame that shows the end of a stroke comes before panels and saving.
		if (event.type === "up" && (this.gesture.tool?.isMasking || this.gesture.tool?.isPainting))
			this.core.events.deferChanges(step);
		else step();
	}

	#goOn(event: OpenEvent): void {
		if (this.gesture.tool?.goOn === undefined) return;
		this.core.queue.enqueue(() => {
			const { status } = this.gesture;
			if (this.gesture.goOn(event) || status !== this.gesture.status) this.core.events.notifyChange();
		});
	}

	#select(tool: Tool, selection: Selection | null, isOver: boolean): void {
		if (selection === null) this.#selector.cancel();
		else if (isOver) this.#selector.commit(tool.id, selection);
		else this.#selector.preview(selection);
	}

	#hit(tool: Tool, at: ViewPoint, pointer: string): HitTarget | null {
		const target = tool.hits === undefined ? null : (this.hitTest?.(at, pointer) ?? null);
		return target !== null && tool.hits?.includes(target.kind) ? target : null;
	}

	/** Applies an option that the active tool adopts at once. All steps of a slider are one history step. */
	#adoptOptions(tool: string): void {
		const { applyOptions } = this.#active;
		if (tool !== this.#active.id || applyOptions === undefined) return;
		this.core.queue.enqueue(() => {
			const context = this.#context();
			if (context === null) return;
			this.core.documents.commit(applyOptions(context), `${tool}.options`);
			// A frame that was not drawn by hand may lie out of view.
			if (this.core.document?.frame !== context.document.frame) this.core.view.move({ type: "fit" });
		});
	}

	#context(): ToolContext | null {
		const { tools: settings } = this.#preferences;
		return toolContext(this.core, { settings, sampledColour: this.#colours.sampled });
	}
}
