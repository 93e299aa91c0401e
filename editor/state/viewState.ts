// The parts of the document that the canvas shows, and how it compares them. None of it is stored.
import type { Annotation, Guide } from "../document";
import type { CompareMode } from "../tools";

export interface ViewState {
	readonly mask: boolean;
	readonly results: boolean;
	/** Shows the adjustments of the picture. */
	readonly adjustments: boolean;
	/** The mask in black and white, without the picture. */
	readonly maskOnly: boolean;
	readonly compare: CompareMode;
	/** 0 to 1: of the compare divider from the left, or the opacity of the "after" side. */
	readonly position: number;
	/** The id of the candidate that the shown one is compared with; null: the picture without a candidate. */
	readonly against: string | null;
	/** Shows the picture after this many accepted edits; null: its current state. */
	readonly asOf: number | null;
	/** Shows the paste coverage of this result in place of the masks; null: of no result. */
	readonly edgesOf: string | null;
	/** The ids of the selected objects (placed pictures and annotations) that exist, from bottom to top. */
	readonly selectedObjects: readonly string[];
	/** The selected object that is being cropped, which is shown whole; null: none. */
	readonly croppedObject: string | null;
	/** The annotation whose text is edited in its place, as it was when that began; null: none. */
	readonly editedText: Annotation | null;
	/** The id of the result of which the user chooses what to keep, since that was asked for; null: of none. */
	readonly choosing: string | null;
	/** The id of the generated picture that is shown over the canvas; null: the canvas is shown. */
	readonly shownGenerated: string | null;
	/** The guide that is being dragged, in place of the document's guide of the same id. */
	readonly draggedGuide: Guide | null;
}

export const DEFAULT_VIEW_STATE: ViewState = {
	mask: true,
	results: true,
	adjustments: true,
	maskOnly: false,
	compare: "none",
	position: 0.5,
	against: null,
	asOf: null,
	edgesOf: null,
	choosing: null,
	shownGenerated: null,
	draggedGuide: null,
	selectedObjects: [],
	croppedObject: null,
	editedText: null,
};
