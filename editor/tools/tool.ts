// What a tool is: (state, event) -> state, commands, preview. A tool sees points and the document, never a canvas, a DOM
// event or the clock. Effects are data that the session carries out.
import type { DocumentCommand, DocumentTree } from "../document";
import type { Tiles } from "../raster";

export interface Label {
	readonly en: string;
	readonly zh: string;
}

/** Picture pixels; fractions are meant. The field that never exists keeps the spaces apart for the compiler. */
export interface ImagePoint {
	readonly x: number;
	readonly y: number;
	readonly space?: "image";
}

/** CSS pixels from the viewport's top left. */
export interface ViewPoint {
	readonly x: number;
	readonly y: number;
	readonly space?: "view";
}

export interface ToolSample {
	readonly image: ImagePoint;
	readonly view: ViewPoint;
	readonly pressure: number;
}

export interface Modifiers {
	readonly shift: boolean;
	readonly alt: boolean;
	readonly mod: boolean;
}

export type ToolEvent =
	| {
			readonly type: "down";
			readonly samples: readonly ToolSample[];
			readonly modifiers: Modifiers;
			/** The right button, or a pen's eraser end. */
			readonly isSecondary: boolean;
	  }
	| { readonly type: "move"; readonly samples: readonly ToolSample[]; readonly modifiers: Modifiers }
	| { readonly type: "up"; readonly samples: readonly ToolSample[]; readonly modifiers: Modifiers }
	| { readonly type: "cancel" };

export interface BrushSettings {
	/** Diameter in picture pixels. */
	readonly size: number;
	/** 0 to 1. */
	readonly hardness: number;
}

/** By tool id, so that brush and eraser keep sizes of their own. */
export type ToolSettings = Readonly<Record<string, BrushSettings>>;

export interface ToolContext {
	readonly document: DocumentTree;
	readonly settings: ToolSettings;
	readonly zoom: number;
}

/** Tiles shown in place of the document's own while a gesture lasts. */
export interface Preview {
	readonly mask: string;
	readonly tiles: Tiles;
	/** Which of them are new since the step before. */
	readonly changed: ReadonlySet<number>;
}

export type ViewRequest =
	| { readonly type: "panBy"; readonly dx: number; readonly dy: number }
	| { readonly type: "zoomTo"; readonly zoom: number; readonly at?: ViewPoint }
	| { readonly type: "zoomBy"; readonly factor: number; readonly at?: ViewPoint }
	| { readonly type: "fit" };

export interface ToolStep<State> {
	readonly state: State;
	/** One history entry; only the end of a gesture has any. */
	readonly commands?: readonly DocumentCommand[];
	readonly preview?: Preview | null;
	readonly view?: readonly ViewRequest[];
}

export type Cursor =
	/** A ring of this diameter in picture pixels. */
	| { readonly kind: "ring"; readonly diameter: number }
	| { readonly kind: "css"; readonly idle: string; readonly active: string };

export interface Tool<State = unknown> {
	readonly id: string;
	readonly label: Label;
	/** A key of the stage's icon table. */
	readonly icon: string;
	readonly shortcuts: readonly string[];
	/** Present: the tool has a size and a hardness, and these are its first. */
	readonly brush?: BrushSettings;
	readonly idle: State;
	cursor(context: Pick<ToolContext, "settings">): Cursor;
	step(state: State, event: ToolEvent, context: ToolContext): ToolStep<State>;
}

/** Forgets the state's type: whoever drives a tool only hands it back what it returned. */
export function defineTool<State>(tool: Tool<State>): Tool {
	return tool as unknown as Tool;
}
