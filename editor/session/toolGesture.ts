// The gesture under way: which tool has it, how far it is, and what it shows meanwhile. What a tool's step asks for goes
// out through the port; nothing here changes the document.
import type { DocumentCommand } from "../document/index";
import type { Rect } from "../raster/index";
import type {
	OptionValues,
	Outline,
	Preview,
	Tool,
	ToolContext,
	ToolEvent,
	ViewPoint,
	ViewRequest,
} from "../tools/index";

export interface GesturePort {
	context(): ToolContext | null;
	commit(commands: readonly DocumentCommand[]): void;
	moveCamera(request: ViewRequest): void;
	setSettings(tool: string, settings: OptionValues): void;
	/** What is shown meanwhile is another. */
	onPreviewChange(what: "preview" | "cursor"): void;
}

export class ToolGesture {
	#now: { readonly tool: Tool; readonly state: unknown } | null = null;
	#preview: Preview | null = null;
	#outline: Outline | null = null;
	#frame: Rect | null = null;
	#anchor: ViewPoint | null = null;
	/** By tool, what its gesture before ended with. */
	readonly #rest = new Map<Tool, unknown>();

	constructor(readonly port: GesturePort) {}

	get tool(): Tool | null {
		return this.#now?.tool ?? null;
	}
	/** The tool's own, of the gesture under way. */
	get state(): unknown {
		return this.#now?.state ?? null;
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
	/** Where the cursor is shown meanwhile, if not where the pointer is. */
	get anchor(): ViewPoint | null {
		return this.#anchor;
	}

	begin(tool: Tool): void {
		this.#now = { tool, state: this.#rest.get(tool) ?? tool.initialState };
	}

	/** Whether the gesture is over. */
	step(event: ToolEvent): boolean {
		const context = this.port.context();
		if (this.#now === null || context === null) return false;
		const { tool, state } = this.#now;
		const step = tool.step(state, event, context);
		if (step.preview !== undefined) {
			this.#preview = step.preview;
			this.port.onPreviewChange("preview");
		}
		if (step.outline !== undefined) this.#outline = step.outline;
		if (step.frame !== undefined) this.#frame = step.frame;
		if (step.anchor !== undefined) this.#anchor = step.anchor;
		if (step.settings !== undefined) this.port.setSettings(tool.id, step.settings);
		for (const request of step.view ?? []) this.port.moveCamera(request);
		const isOver = event.type === "up" || event.type === "cancel";
		this.#now = isOver ? null : { tool, state: step.state };
		if (isOver) this.#rest.set(tool, step.state);
		this.port.onPreviewChange("cursor");
		if (step.commands !== undefined && step.commands.length > 0) this.port.commit(step.commands);
		return isOver;
	}
}
