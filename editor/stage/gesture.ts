// The gesture under way: which tool has it, how far it is, and what it shows meanwhile. What a tool's step asks for goes
// out through the port; nothing here changes the document.
import type { DocumentCommand } from "../document";
import type { Outline, Preview, Tool, ToolContext, ToolEvent, ViewRequest } from "../tools";

export interface GesturePort {
	context(): ToolContext | null;
	commit(commands: readonly DocumentCommand[]): void;
	moveCamera(request: ViewRequest): void;
	/** What is shown meanwhile is another. */
	shown(what: "preview" | "outline"): void;
}

export class Gesture {
	#now: { readonly tool: Tool; readonly state: unknown } | null = null;
	#preview: Preview | null = null;
	#outline: Outline | null = null;
	/** By tool, what its gesture before ended with. */
	readonly #rest = new Map<Tool, unknown>();

	constructor(readonly port: GesturePort) {}

	get tool(): Tool | null {
		return this.#now?.tool ?? null;
	}
	get preview(): Preview | null {
		return this.#preview;
	}
	get outline(): Outline | null {
		return this.#outline;
	}

	begin(tool: Tool): void {
		this.#now = { tool, state: this.#rest.get(tool) ?? tool.idle };
	}

	/** Whether the gesture is over. */
	step(event: ToolEvent): boolean {
		const context = this.port.context();
		if (this.#now === null || context === null) return false;
		const { tool, state } = this.#now;
		const step = tool.step(state, event, context);
		if (step.preview !== undefined) {
			this.#preview = step.preview;
			this.port.shown("preview");
		}
		if (step.outline !== undefined) {
			this.#outline = step.outline;
			this.port.shown("outline");
		}
		for (const request of step.view ?? []) this.port.moveCamera(request);
		const isOver = event.type === "up" || event.type === "cancel";
		this.#now = isOver ? null : { tool, state: step.state };
		if (isOver) this.#rest.set(tool, step.state);
		if (step.commands !== undefined && step.commands.length > 0) this.port.commit(step.commands);
		return isOver;
	}
}
