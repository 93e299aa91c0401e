// The rooms of the shipped code and the arrows between them; checkRooms.ts holds every import to them, types included. A room
// is a folder or a file; it may import itself and the rooms in its line, all above it. "*": every room of src above it.
const SHARED = [
	"types",
	"editorError",
	"strings",
	"colourStrings",
	"annotationStrings",
	"errorStrings",
	"layersStrings",
	"objectStrings",
	"adjustmentStrings",
	"resultStrings",
	"stepStrings",
	"makeId",
	"resultSource",
].map((name) => `editor/${name}.ts`);
const ANNOTATIONS = "editor/annotations";
const PIXELS = ["editor/raster", "editor/document"];
const EDITOR_CORE = [...SHARED, ...PIXELS, ANNOTATIONS, "editor/tools", "editor/plan", "editor/codec", "editor/work"];
const CANVAS = [...EDITOR_CORE, ...["images", "state", "edits", "session", "input"].map((name) => `editor/${name}`)];
const BASICS = "editor/basics.ts";
const EDITOR = ["editor/index.ts", "editor/types.ts", BASICS];
const PARTS = "editor/parts.ts";
const DOORS = ["editor/imageHeader.ts", "editor/outgoingPicture.ts"];
const LAYERS = "editor/layerPixels.ts";
const BASE = [...EDITOR, "src/i18n", "src/keys", "src/host", "src/library", "src/images", "ui"];
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
	ui: [],
	"editor/makeId.ts": [],
	"editor/editorError.ts": [],
	"editor/raster": [],
	"editor/document": ["editor/raster"],
	[ANNOTATIONS]: PIXELS,
	"editor/tools": [...PIXELS, ANNOTATIONS],
	"editor/plan": PIXELS,
	"editor/layeredPicture.ts": ["editor/document"],
	"editor/types.ts": ["editor/editorError.ts", "editor/layeredPicture.ts", ...PIXELS, "editor/tools", "editor/plan"],
	"editor/resultSource.ts": ["editor/types.ts"],
	"editor/strings.ts": ["editor/types.ts"],
	"editor/colourStrings.ts": ["editor/types.ts"],
	"editor/layersStrings.ts": ["editor/types.ts", "editor/raster"],
	"editor/errorStrings.ts": ["editor/types.ts", "editor/strings.ts", "editor/layersStrings.ts"],
	"editor/annotationStrings.ts": ["editor/types.ts"],
	"editor/objectStrings.ts": ["editor/types.ts"],
	"editor/adjustmentStrings.ts": ["editor/types.ts", "editor/raster"],
	"editor/resultStrings.ts": ["editor/types.ts"],
	"editor/stepStrings.ts": ["editor/types.ts", ...PIXELS],
	"editor/remedies.ts": ["editor/types.ts", "editor/strings.ts"],
	"editor/codec": [...SHARED, "editor/raster"],
	"editor/imageHeader.ts": ["editor/codec"],
	"editor/work": [...SHARED, ...PIXELS, ANNOTATIONS, "editor/tools", "editor/plan", "editor/codec"],
	"editor/pictureTexts.ts": ["editor/codec"],
	"editor/outgoingPicture.ts": ["editor/work", "editor/editorError.ts"],
	[LAYERS]: [
		"editor/annotations",
		"editor/codec",
		"editor/document",
		"editor/plan",
		"editor/raster",
		"editor/editorError.ts",
	],
	"editor/images": EDITOR_CORE,
	"editor/state": [...EDITOR_CORE, "editor/images"],
	"editor/edits": [...EDITOR_CORE, "editor/images", "editor/state"],
	"editor/session": [...EDITOR_CORE, "editor/images", "editor/state", "editor/edits"],
	"editor/input": [...SHARED, "editor/tools", "editor/state", "editor/session"],
	"editor/canvas": CANVAS,
	"editor/panels": [...CANVAS, "editor/canvas", "editor/remedies.ts", "ui"],
	[BASICS]: [...EDITOR_CORE, "editor/remedies.ts", "editor/input"],
	[PARTS]: ["editor/codec", "editor/input", "editor/state", "editor/tools"],
	"editor/createEditor.ts": ["editor/types.ts", "editor/session"],
	"editor/index.ts": [...CANVAS, "editor/canvas", "editor/panels", "editor/createEditor.ts", "ui"],
	"src/bytes": [],
	"src/i18n": [],
	"src/host": ["src/bytes"],
	"src/library": ["editor/imageHeader.ts", "src/bytes"],
	"src/images": ["src/library"],
	"src/gateway": [...EDITOR, "editor/imageHeader.ts", "src/bytes", "src/i18n", "src/host"],
	"src/jobs": [...DOORS, ...EDITOR, "src/bytes", "src/host", "src/library", "src/gateway"],
	"src/upgrade": ["editor/imageHeader.ts", "src/bytes", "src/host", "src/library", "src/gateway"],
	"src/keys": [...EDITOR, "src/i18n", "src/host"],
	"src/navigation": [BASICS, "src/i18n", "src/keys", "src/host", "src/library"],
	"src/notices": [...BASE, "src/jobs", "src/navigation"],
	"src/undo": [...BASE, "src/notices"],
	"src/documents": [...BASE, "src/bytes"],
	"src/masks": [...BASE, "src/notices", "src/undo"],
	"src/bin": [...BASE, "src/gateway", "src/documents", "src/notices", "src/undo"],
	"src/lightbox": [...BASE, PARTS],
	"src/cloudOutputs": [...BASE, "src/gateway"],
	"src/metadata": [...BASE, "editor/pictureTexts.ts", "src/bytes", "src/gateway", "src/notices", "src/navigation"],
	"src/layered": [...EDITOR, "editor/imageHeader.ts", LAYERS],
	"src/export": [...BASE, "src/bytes", "src/metadata", "src/notices", "src/layered"],
	"src/results": [...BASE, "src/jobs", "src/lightbox"],
	"src/prompt": [...BASE, PARTS, "src/gateway"],
	"src/firstRun": [...BASE, "src/gateway", "src/navigation", "src/notices", "src/documents", "src/prompt"],
	"src/tasks": [...BASE, "src/gateway", "src/jobs", "src/lightbox", "src/export", "src/prompt"],
	"src/tasks/actions": ["*"],
	"src/requests": [...BASE, "src/gateway", "src/jobs", "src/notices", "src/prompt", "src/tasks"],
	"src/settings": [...BASE, PARTS, "src/gateway", "src/notices", "src/prompt", "src/tasks"],
	"src/studio": ["*"],
	"src/app": ["*"],
	"src/index.tsx": ["*"],
};

/**
 * Doors beside a room's index.ts: a worker loads the mask operations without the tools, and the prompt bar the keys and sizes without
 * tools and plans.
 */
export const SECOND_DOORS = [
	"editor/tools/operations",
	"editor/tools/pictureJobs",
	"editor/tools/option",
	"editor/tools/keymap",
	"editor/tools/shortcut",
	"editor/document/objectGeometry",
	"editor/document/partLayers",
	"editor/plan/sizePresets",
	"editor/plan/sizeRules",
	"editor/plan/legalSizes",
];

/** Packages, and the rooms that may import them; a folder stands for the rooms inside it. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
	react: ["ui", "editor/canvas", "editor/panels", "src"],
	"@lucide/icons": ["editor/tools"],
	"lucide-react": ["ui", "editor/panels", "src"],
	"@floating-ui/dom": ["ui"],
	immer: ["editor/document"],
	konva: ["editor/canvas"],
	"react-konva": ["editor/canvas"],
	"@dnd-kit": ["ui", "editor/panels", "src/prompt"],
	"@tanstack/react-virtual": ["src/tasks"],
	diff: ["src/tasks"],
	zustand: ["src"],
	dexie: ["src/library"],
	"@noble/hashes": ["src/bytes"],
	"ag-psd": ["src/layered"],
	"client-zip": ["src/export", "src/layered"],
	fflate: ["src/layered"],
	"@haloforge/plugin-sdk": ["src/host"],
	"@tauri-apps/api": ["src/host"],
};
