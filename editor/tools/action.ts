// What a command of the interface is: a name, keys, when it can run, and effects as data. Menus, toolbar, shortcuts and
// Editor.run() all derive from it.
import type { DocumentCommand, DocumentTree } from "../document";
import type { Rect } from "../raster";
import type { Option, OptionValues } from "./option";
import type { Label, ToolSettings, ViewRequest } from "./tool";

export interface ActionContext {
	readonly document: DocumentTree | null;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	readonly activeTool: string;
	readonly settings: ToolSettings;
	readonly isMaskShown: boolean;
	readonly areResultsShown: boolean;
	/** The mask in black and white, without the picture. */
	readonly isMaskOnly: boolean;
	/** There is an earlier mask of this picture's size. */
	readonly canReuseMask: boolean;
	readonly compare: CompareMode;
	/** Of the divider from the left, and how far faded in: 0 to 1. */
	readonly position: number;
	readonly openPanel: PanelName | null;
	readonly finger: TouchMode;
	/** How things were when the tool in hand was taken. */
	readonly before?: { readonly tool: string; readonly frame: Rect | null };
	/** The keyboard moves a pointer over the canvas. */
	readonly hasKeyPointer?: boolean;
}

/** What opens beside or over the canvas, one at a time. */
export type PanelName = "layers" | "shortcuts" | "lineage" | "words";

/** How before and after are held against each other on the canvas. */
export type CompareMode = "none" | "slider" | "side" | "onion" | "difference";

/** What one finger on the canvas does; a pen always draws. */
export type TouchMode = "draw" | "pan";

/** What a file is picked for. */
export type PickPurpose = "picture" | "mask" | "reference";

export type Effect =
	/** One history entry; those with the same `merge`, directly after one another, are one together. */
	| { readonly type: "commands"; readonly commands: readonly DocumentCommand[]; readonly merge?: string }
	/** Not a step of the history. */
	| { readonly type: "amend"; readonly commands: readonly DocumentCommand[] }
	/** A mask operation, worked out from the mask as it is when its turn comes; one history entry. */
	| {
			readonly type: "operate";
			/** Of MASK_OPERATIONS. */
			readonly operation: string;
			readonly mask: string;
			readonly values: OptionValues | undefined;
	  }
	| { readonly type: "undo" }
	| { readonly type: "redo" }
	| { readonly type: "tool"; readonly tool: string }
	| { readonly type: "settings"; readonly tool: string; readonly settings: OptionValues }
	| { readonly type: "view"; readonly request: ViewRequest }
	| {
			readonly type: "show";
			readonly mask?: boolean;
			readonly results?: boolean;
			readonly maskOnly?: boolean;
			readonly compare?: CompareMode;
			readonly position?: number;
			/** The picture after so many of its edits; null: as it is. */
			readonly asOf?: number | null;
			/** How much of this result's answer is taken; null: not shown. */
			readonly edgesOf?: string | null;
	  }
	| { readonly type: "panel"; readonly panel: PanelName | null }
	| { readonly type: "finger"; readonly use: TouchMode }
	| { readonly type: "keyPointer"; readonly isOn: boolean }
	/** Ask for a file. */
	| { readonly type: "pick"; readonly purpose: PickPurpose }
	/** Ask the program around the editor for another result, or to show this one in full. */
	| { readonly type: "ask"; readonly result: string; readonly wish: "more" | "look" }
	/** Adds to the active mask what the picture's own samples say: where it is transparent, or where it is light. */
	| { readonly type: "maskFromPicture"; readonly source: "alpha" | "luminance" }
	/** Paint anew what is taken of a result's answer, from what is taken now. */
	| { readonly type: "repaint"; readonly result: string }
	/** Adds the mask that was sent last, or that of the picture before, to the active one. */
	| { readonly type: "reuseMask" };

export interface Action {
	readonly id: string;
	readonly label: Label;
	/** A key of the stage's icon table; without one the action has no button. */
	readonly icon?: string;
	readonly group:
		| "file"
		| "edit"
		| "mask"
		| "layer"
		| "view"
		| "tool"
		| "brush"
		| "panel"
		| "input"
		| "result"
		| "compare";
	/** "Mod" is Ctrl, and Cmd on a Mac. The first is the one that help shows. */
	readonly shortcuts: readonly string[];
	/** Its keys are its own only while this tool is in hand; then they come before everybody else's. */
	readonly tool?: string;
	/** Its keys act only while the canvas has the focus: elsewhere they mean something else. */
	readonly needsCanvas?: boolean;
	/** Answers again and again while its key is held down. */
	readonly isRepeated?: boolean;
	/** The same as this other action, only further: help leaves it out. */
	readonly variantOf?: string;
	/** What can be set about it; the values are the settings under its id. */
	readonly options?: readonly Option[];
	/** Whether a button of this action is shown as pressed. */
	isPressed?(context: ActionContext): boolean;
	isEnabled(context: ActionContext): boolean;
	perform(context: ActionContext): readonly Effect[];
}
