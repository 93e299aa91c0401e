// The registry of tools and actions, in the order of the toolbar and the help. To add a tool, write its file and add it to
// TOOLS; to add an action, write its file and add it to ACTIONS. Mask operations are in operations.ts.
import type { Action } from "./action";
import {
	finishAcceptedPart,
	paintAcceptedPart,
	proposeAcceptedPart,
	repaintAcceptedPart,
	resetAcceptedPart,
} from "./actions/acceptedPart";
import { brushOpacities, harderBrush, largerBrush, smallerBrush, softerBrush } from "./actions/brush";
import { compareActions } from "./actions/compare";
import { discardAll } from "./actions/discardAll";
import { frameActions } from "./actions/frame";
import { redoAction, undoAction } from "./actions/history";
import { importMask } from "./actions/importMask";
import { toggleKeyboardPointer } from "./actions/keyboardPointer";
import { addMask, addReference, lockMask, removeMask } from "./actions/layers";
import { maskFromAlpha, maskFromLuminance } from "./actions/maskFromPicture";
import { noteMask } from "./actions/noteMask";
import { nudgeMaskActions } from "./actions/nudgeMask";
import { nextCandidate, previousCandidate } from "./actions/objectCandidates";
import { objectActions } from "./actions/objects";
import { openPicture } from "./actions/openPicture";
import { operationAction } from "./actions/operationAction";
import { orientationActions } from "./actions/orientation";
import { addPaint, lockPaint } from "./actions/paintLayers";
import { panActions } from "./actions/pan";
import { toggleLayers, toggleLineage, toggleShortcuts } from "./actions/panels";
import { pasteEdges } from "./actions/pasteEdges";
import { cropToFrame, revealAll } from "./actions/picture/crop";
import { flipHorizontally, flipVertically, rotateLeft, rotateRight } from "./actions/picture/orientPicture";
import { chooseStraighten, straightenPicture } from "./actions/picture/straighten";
import { toggleResultDock } from "./actions/resultDock";
import {
	discardResult,
	editPromptAndResend,
	keepResult,
	nextResult,
	openResult,
	openResultFullView,
	placeResultAsLayer,
	previousResult,
	repeatRequest,
	requestSimilar,
	useResultAsReference,
} from "./actions/results";
import { reuseMask } from "./actions/reuseMask";
import { STORED_MASK_ACTIONS } from "./actions/storedMasks";
import { toggleTouchDrawing } from "./actions/touchDrawing";
import {
	actualSize,
	doubleSize,
	fitView,
	toggleBefore,
	toggleMask,
	toggleMaskOnly,
	zoomIn,
	zoomOut,
	zoomToMask,
} from "./actions/view";
import { viewAidActions } from "./actions/viewAids";
import { ANNOTATION_TOOLS } from "./annotate";
import { brush } from "./brush";
import { bucket } from "./bucket";
import { COLOUR_OPTIONS, COLOUR_SETTINGS } from "./colour/foreground";
import { colourRange } from "./colourRange";
import { ellipse } from "./ellipse";
import { eraser } from "./eraser";
import { frame } from "./frame";
import { hand } from "./hand";
import { lasso } from "./lasso";
import { magneticLasso } from "./magneticLasso";
import { maskTransform } from "./maskTransform";
import { objectSelect } from "./objectSelect";
import { objectTool } from "./objectTool";
import { MASK_OPERATIONS } from "./operations";
import { initialValues } from "./option";
import { paintBrush } from "./paint/paintBrush";
import { paintEraser } from "./paint/paintEraser";
import { pin } from "./pin";
import { polygon } from "./polygon";
import { quickSelectTool } from "./quickSelect";
import { rectangle } from "./rectangle";
import { rotateView } from "./rotateView";
import { straighten } from "./straighten";
import type { Tool, ToolSettings } from "./tool";
import { wand } from "./wand";
import { zoom } from "./zoom";

export const TOOLS: readonly Tool[] = [
	brush,
	eraser,
	rectangle,
	ellipse,
	lasso,
	polygon,
	magneticLasso,
	wand,
	quickSelectTool,
	objectSelect,
	colourRange,
	bucket,
	maskTransform,
	frame,
	straighten,
	objectTool,
	pin,
	paintBrush,
	paintEraser,
	...ANNOTATION_TOOLS,
	hand,
	zoom,
];

export const DEFAULT_TOOL = brush;

/** The tool that Space and the middle button use while another tool is active. */
export const PANNING_TOOL = hand;

/** The tool that is used while R is held. */
export const ROTATING_TOOL = rotateView;

const toolActions = TOOLS.map(
	(tool): Action => ({
		id: `tool.${tool.id}`,
		label: tool.label,
		icon: tool.icon,
		group: "tool",
		shortcuts: tool.shortcuts,
		isPressed: ({ activeTool }) => activeTool === tool.id,
		isEnabled: () => true,
		perform: () => [{ type: "tool", tool: tool.id }],
	}),
);

/** By tool: the tool that X changes to; from all others to the brush. */
const SWAPPED: Readonly<Record<string, string>> = {
	[brush.id]: eraser.id,
	[paintBrush.id]: paintEraser.id,
	[paintEraser.id]: paintBrush.id,
};

const swapPaintTools: Action = {
	id: "tool.swap",
	label: { en: "Swap brush and eraser", zh: "切换画笔与橡皮擦" },
	group: "brush",
	shortcuts: ["X"],
	isEnabled: () => true,
	perform: ({ activeTool }) => [{ type: "tool", tool: SWAPPED[activeTool] ?? brush.id }],
};

export const ACTIONS: readonly Action[] = [
	...toolActions,
	swapPaintTools,
	openPicture,
	undoAction,
	redoAction,
	cropToFrame,
	revealAll,
	rotateLeft,
	rotateRight,
	flipHorizontally,
	flipVertically,
	chooseStraighten,
	straightenPicture,
	...MASK_OPERATIONS.map(operationAction),
	maskFromAlpha,
	maskFromLuminance,
	...nudgeMaskActions,
	importMask,
	reuseMask,
	...STORED_MASK_ACTIONS,
	addMask,
	removeMask,
	lockMask,
	noteMask,
	addReference,
	addPaint,
	lockPaint,
	previousResult,
	nextResult,
	openResultFullView,
	editPromptAndResend,
	requestSimilar,
	repeatRequest,
	openResult,
	placeResultAsLayer,
	useResultAsReference,
	discardResult,
	pasteEdges,
	paintAcceptedPart,
	repaintAcceptedPart,
	resetAcceptedPart,
	proposeAcceptedPart,
	finishAcceptedPart,
	discardAll,
	toggleResultDock,
	keepResult,
	...compareActions,
	smallerBrush,
	largerBrush,
	softerBrush,
	harderBrush,
	...brushOpacities,
	previousCandidate,
	nextCandidate,
	toggleMask,
	toggleMaskOnly,
	toggleBefore,
	toggleLayers,
	toggleLineage,
	zoomOut,
	zoomIn,
	fitView,
	zoomToMask,
	actualSize,
	doubleSize,
	...orientationActions,
	...viewAidActions,
	...panActions,
	...frameActions,
	...objectActions,
	toggleTouchDrawing,
	toggleKeyboardPointer,
	toggleShortcuts,
];

export function findTool(id: string): Tool {
	return TOOLS.find((tool) => tool.id === id) ?? DEFAULT_TOOL;
}

export function findAction(id: string): Action | undefined {
	return ACTIONS.find((action) => action.id === id);
}

export function initialSettings(): ToolSettings {
	const shared = { id: COLOUR_SETTINGS, options: COLOUR_OPTIONS };
	const settable: readonly { readonly id: string; readonly options?: typeof COLOUR_OPTIONS }[] = [
		...TOOLS,
		...ACTIONS,
		shared,
	];
	return Object.fromEntries(
		settable.flatMap(({ id, options }) => (options ? [[id, initialValues(options)] as const] : [])),
	);
}
