// An action is a command of the interface: label, shortcuts, condition, and effects as data, which the session carries
// out. Menus, toolbar, shortcuts, help and Editor.run() derive from the list of actions.
import type { Annotation, DocumentCommand, DocumentTree, Guide, MaskRequest, Straightening } from "../document";
import type { Rect, Size } from "../raster";
import type { IconData } from "./icon";
import type { CustomKeys } from "./keymap";
import type { BoxChange } from "./maskBox";
import type { Option, OptionValues } from "./option";
import type { Label, ToolSettings, ToolView, ViewRequest } from "./tool";

export interface ActionContext {
	readonly document: DocumentTree | null;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** A gesture goes on although the pointer is released, until it is applied or cancelled. Default: false. */
	readonly isGestureOpen?: boolean;
	readonly activeTool: string;
	readonly settings: ToolSettings;
	/** The ids of the selected objects, from bottom to top. */
	readonly selectedObjects: readonly string[];
	/** The object that is being cropped. Default: none. */
	readonly croppedObject?: string | null;
	/** The size of a decoded source picture, by its ImageStore id; undefined: it is missing. */
	imageSize(image: string): Size | undefined;
	readonly isMaskShown: boolean;
	readonly areResultsShown: boolean;
	/** True if the mask is shown in black and white, without the picture. */
	readonly isMaskOnly: boolean;
	/** True if there is an earlier mask of this picture's size. */
	readonly canReuseMask: boolean;
	/** The embedding program stores masks. Default: false. */
	readonly canStoreMasks?: boolean;
	readonly compare: CompareMode;
	/** The position of the comparison's divider from the left, or the share of the fade: 0 to 1. */
	readonly position: number;
	/** The turn of the view. */
	readonly orientation: Pick<ToolView, "angle" | "isMirrored">;
	readonly openPanel: PanelName | null;
	/** The generated pictures beside the document's own results, in the order of the strip. Default: none. */
	readonly generated?: readonly { readonly id: string; readonly image?: string | undefined }[];
	/** The generated picture that is shown over the canvas. Default: none, the canvas is shown. */
	readonly shownGenerated?: string | null;
	/** The candidate that the shown one is compared with. Default: the picture without a candidate. */
	readonly against?: string | null;
	readonly finger: TouchMode;
	/** The tool and the frame before the active tool was selected. */
	readonly before?: { readonly tool: string; readonly frame: Rect | null };
	/** The keys that the user has changed, by the id of the action. Default: none. */
	readonly keys?: CustomKeys;
	/** True if the arrow keys move a pointer over the canvas. */
	readonly hasKeyPointer?: boolean;
}

/** The panels beside or over the canvas, of which one at a time is open. */
export type PanelName = "layers" | "shortcuts" | "lineage" | "words" | "guides";

/** The ways to compare the picture before and after an edit on the canvas. */
export type CompareMode = "none" | "slider" | "side" | "onion" | "difference";

/** The effect of one finger on the canvas. A pen always draws. */
export type TouchMode = "draw" | "pan";

/** The purpose of a file dialog. */
export type PickPurpose = "picture" | "mask" | "reference";

/** See ResultRequest. */
export type RequestedOfResult = "more" | "reproduce" | "look" | "open" | "layer" | "reference" | "dismiss";

export type Effect =
	/** Makes one history entry. Consecutive entries with the same `merge` key are merged. */
	| { readonly type: "commands"; readonly commands: readonly DocumentCommand[]; readonly merge?: string }
	/** Changes the document without a history entry. */
	| { readonly type: "amend"; readonly commands: readonly DocumentCommand[] }
	/** Enqueues a mask operation, which is computed from the mask at the time when it runs. Makes one history entry. */
	| {
			readonly type: "operate";
			/** The id of an element of MASK_OPERATIONS. */
			readonly operation: string;
			readonly mask: string;
			readonly values: OptionValues | undefined;
	  }
	/** Shows what an operation on the active mask would change; null: no longer. Changes nothing. */
	| {
			readonly type: "previewOperation";
			readonly previewed: { readonly operation: string; readonly values: OptionValues | undefined } | null;
	  }
	/** Changes the box of the mask that the active tool transforms; begins its gesture if there is none. */
	| { readonly type: "changeMaskBox"; readonly change: BoxChange }
	/** Shows another candidate of the open gesture. */
	| { readonly type: "cycle"; readonly by: 1 | -1 }
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
			/** The candidate that the shown one is compared with; null: the picture without a candidate. */
			readonly against?: string | null;
			/** Shows the picture after this number of its edits; null: the present picture. */
			readonly asOf?: number | null;
			/** Shows the pasted share of this result; null: hides it. */
			readonly edgesOf?: string | null;
	  }
	/** Begins to crop an object; null: ends it. Makes no history entry. */
	| { readonly type: "cropObject"; readonly object: string | null }
	/** Opens the text of an annotation, which the document may not have yet; null: closes it. Makes no history entry. */
	| { readonly type: "editText"; readonly annotation: Annotation | null }
	/** Selects objects by their ids in place of the selected ones. Makes no history entry. */
	| { readonly type: "selectObjects"; readonly objects: readonly string[] }
	/** Shows a guide at its place during a drag; null: the drag is over. */
	| { readonly type: "dragGuide"; readonly guide: Guide | null }
	| { readonly type: "panel"; readonly panel: PanelName | null }
	| { readonly type: "finger"; readonly use: TouchMode }
	| { readonly type: "keyPointer"; readonly isOn: boolean }
	/** Changes the keys of bindings; those of the embedding program are stored with them. */
	| { readonly type: "keys"; readonly keys: CustomKeys }
	/** Opens a file dialog. */
	| { readonly type: "pick"; readonly purpose: PickPurpose }
	/** Asks the embedding program to do something with a result or a generated picture. */
	| { readonly type: "requestResult"; readonly result: string; readonly request: RequestedOfResult }
	/** Asks the embedding program to store or to use a mask. */
	| { readonly type: "requestMask"; readonly request: MaskRequest }
	/** Shows a generated picture over the canvas; null: shows the canvas. */
	| { readonly type: "showGenerated"; readonly picture: string | null }
	/** Adds the transparent or the light areas of the picture to the active mask. */
	| { readonly type: "maskFromPicture"; readonly source: "alpha" | "luminance" }
	/** Makes a placed picture part of the picture and its outline with a margin the mask. Makes one history entry. */
	| { readonly type: "blendIn"; readonly object: string }
	/** Makes the active mask the mask of a placed picture ("take"), or that one the active mask. Makes one history entry. */
	| { readonly type: "objectMask"; readonly object: string; readonly way: "take" | "release" }
	/** Rotates the picture by a small angle. Makes one history entry. */
	| ({ readonly type: "straighten" } & Straightening)
	/** Starts choosing what to keep of a result, beginning with what is kept now: at first everything. */
	| { readonly type: "repaint"; readonly result: string }
	/** Keeps everything of the result of which the user chooses what to keep. */
	| { readonly type: "keepEverything" }
	/** Keeps only what truly changed of it. `sensitivity`: 0 to 100; higher values keep fainter changes. Of several only the latest. */
	| { readonly type: "keepChanged"; readonly sensitivity: number }
	/** Adds the mask that was sent last, or the mask of the previous picture, to the active mask. */
	| { readonly type: "reuseMask" };

export interface Action {
	readonly id: string;
	readonly label: Label;
	/** Without an icon the action has no button. */
	readonly icon?: IconData;
	readonly group:
		| "file"
		| "edit"
		| "picture"
		| "mask"
		| "layer"
		| "object"
		| "view"
		| "orientation"
		| "aids"
		| "tool"
		| "brush"
		| "panel"
		| "input"
		| "result"
		| "compare";
	/** The default keys, such as "Mod+Shift+Z"; "Mod" is Ctrl, or Cmd on a Mac. Help shows the first one. */
	readonly shortcuts: readonly string[];
	/** The shortcuts work only while this tool is active, and then take precedence over all others. */
	readonly tool?: string;
	/** The tool among whose options the action has a button, besides its place in a menu. */
	readonly besideOptionsOf?: string;
	/** The shortcuts work only while the canvas has the focus, because the keys have other uses elsewhere. */
	readonly needsCanvas?: boolean;
	/** True if the action repeats while its key is held down. */
	readonly isRepeated?: boolean;
	/** The id of an action that this one does with a larger step. Help omits variants. */
	readonly variantOf?: string;
	/** The options of the action; their values are the settings under its id. */
	readonly options?: readonly Option[];
	/** True if the action's button is shown as pressed. */
	isPressed?(context: ActionContext): boolean;
	isEnabled(context: ActionContext): boolean;
	perform(context: ActionContext): readonly Effect[];
}
