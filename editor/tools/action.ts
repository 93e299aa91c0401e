// What a command of the interface is: a name, keys, when it can run, and effects as data. Menus, toolbar, shortcuts and
// Editor.run() all derive from it.
import type { DocumentCommand, DocumentTree } from "../document";
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
}

export type Effect =
	/** One history entry. */
	| { readonly type: "commands"; readonly commands: readonly DocumentCommand[] }
	| { readonly type: "undo" }
	| { readonly type: "redo" }
	| { readonly type: "tool"; readonly tool: string }
	| { readonly type: "settings"; readonly tool: string; readonly settings: OptionValues }
	| { readonly type: "view"; readonly request: ViewRequest }
	| { readonly type: "show"; readonly mask?: boolean; readonly results?: boolean }
	/** Ask for a picture file. */
	| { readonly type: "pick" };

export interface Action {
	readonly id: string;
	readonly label: Label;
	/** A key of the stage's icon table; without one the action has no button. */
	readonly icon?: string;
	readonly group: "file" | "edit" | "mask" | "view" | "tool" | "brush";
	/** "Mod" is Ctrl, and Cmd on a Mac. The first is the one that help shows. */
	readonly shortcuts: readonly string[];
	/** What can be set about it; the values are the settings under its id. */
	readonly options?: readonly Option[];
	/** Whether a button of this action is shown as pressed. */
	isPressed?(context: ActionContext): boolean;
	isEnabled(context: ActionContext): boolean;
	perform(context: ActionContext): readonly Effect[];
}
