// What a tool is: (state, event) -> state, commands, preview. A tool sees points and the document, never a canvas, a DOM
// event or the clock. Effects are data that the session carries out.
import type { DocumentCommand, DocumentTree } from "../document";
import type { Rect, Tiles } from "../raster";
import type { Label } from "./label";
import type { Option, OptionValues } from "./option";

export type { Label } from "./label";

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
			/** As the browser names it; only a pen's pressure counts. */
			readonly pointer?: string;
	  }
	| { readonly type: "move"; readonly samples: readonly ToolSample[]; readonly modifiers: Modifiers }
	| { readonly type: "up"; readonly samples: readonly ToolSample[]; readonly modifiers: Modifiers }
	| { readonly type: "cancel" };

/** By the id of a tool or an operation, so that brush and eraser keep sizes of their own. */
export type ToolSettings = Readonly<Record<string, OptionValues>>;

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

export type ShapeMode = "add" | "subtract" | "intersect";

/** A closed line in picture pixels: what a shape will cover when the gesture ends. */
export interface Outline {
	readonly corners: readonly ImagePoint[];
	readonly mode: ShapeMode;
}

export type ViewRequest =
	| { readonly type: "panBy"; readonly dx: number; readonly dy: number }
	| { readonly type: "zoomTo"; readonly zoom: number; readonly at?: ViewPoint }
	| { readonly type: "zoomBy"; readonly factor: number; readonly at?: ViewPoint }
	| { readonly type: "fit" }
	/** A point of the picture comes to lie under a point of the view, at this zoom. */
	| { readonly type: "hold"; readonly image: ImagePoint; readonly at: ViewPoint; readonly zoom: number }
	/** A part of the picture, or what lies around it, fills the view. */
	| { readonly type: "fitRect"; readonly rect: Rect };

export interface ToolStep<State> {
	readonly state: State;
	/** One history entry; only the end of a gesture has any. */
	readonly commands?: readonly DocumentCommand[];
	readonly preview?: Preview | null;
	readonly outline?: Outline | null;
	/** The edit frame shown in place of the document's own while a gesture lasts. */
	readonly frame?: Rect | null;
	/** Where the cursor is shown in place of where the pointer is. */
	readonly anchor?: ViewPoint | null;
	/** The tool's own, from now on. */
	readonly settings?: OptionValues;
	readonly view?: readonly ViewRequest[];
}

/** Where the pointer is, pressed or not, and what is held with it. */
export interface PointerState {
	readonly image: ImagePoint;
	readonly modifiers: Modifiers;
	/** As the browser names it. */
	readonly pointer: string;
}

export type Cursor =
	/** A ring of this diameter in picture pixels; `core` is that of its hard middle, where that is to be seen. */
	| { readonly kind: "ring"; readonly diameter: number; readonly core?: number; readonly isErasing?: boolean }
	| { readonly kind: "css"; readonly idle: string; readonly active: string };

export interface Tool<State = unknown> {
	readonly id: string;
	readonly label: Label;
	/** A key of the stage's icon table. */
	readonly icon: string;
	readonly shortcuts: readonly string[];
	/** Whether it changes the mask, which then has to be seen. */
	readonly isMasking?: boolean;
	/** Whether it changes the edit frame, which then is shown with its handles. */
	readonly isFraming?: boolean;
	/** Whether it places references, which then are shown with their corners. */
	readonly isPlacing?: boolean;
	readonly options?: readonly Option[];
	/** Before its first gesture. What a gesture ends with is what the next begins with. */
	readonly initialState: State;
	/** `state` is that of the gesture under way, null between gestures. */
	cursor(context: ToolContext, pointing: PointerState | null, state: State | null): Cursor;
	/** What choosing among its options changes in the document at once. */
	applyOptions?(context: ToolContext): readonly DocumentCommand[];
	step(state: State, event: ToolEvent, context: ToolContext): ToolStep<State>;
}

/** Forgets the state's type: whoever drives a tool only hands it back what it returned. */
export function defineTool<State>(tool: Tool<State>): Tool {
	return tool as unknown as Tool;
}
