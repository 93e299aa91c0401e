// The list of all bench rows in the order of running.
import type { Row } from "../row";
import { bundle } from "./bundle";
import { composite } from "./composite";
import { editMemory, editSpeed } from "./edit";
import { exportPng } from "./exportPng";
import { floodFill } from "./floodFill";
import { favouriteWrite, openLibrary, search } from "./library";
import { maskOps } from "./maskOps";
import { maskPng } from "./maskPng";
import { objectsDrag, objectsMemory, transformLatency } from "./objects";
import { openPanel } from "./openPanel";
import { openDocument, openPicture } from "./openPicture";
import { quickSelectRow } from "./quickSelect";
import { heap, receive } from "./receive";
import { scroll } from "./scroll";
import { sendPrepare } from "./sendPrepare";
import { start } from "./start";
import { strokeJs } from "./strokeJs";
import { konvaCost, pointerUp, strokeLimit } from "./strokeLimit";
import { strokeScale } from "./strokeScale";
import { undo } from "./undo";

export const rows: readonly Row[] = [
	strokeScale,
	strokeJs,
	strokeLimit,
	konvaCost,
	pointerUp,
	openPicture,
	openDocument,
	receive,
	heap,
	objectsDrag,
	transformLatency,
	objectsMemory,
	undo,
	maskPng,
	maskOps,
	floodFill,
	quickSelectRow,
	composite,
	sendPrepare,
	exportPng,
	openLibrary,
	favouriteWrite,
	search,
	scroll,
	editMemory,
	editSpeed,
	openPanel,
	start,
	bundle,
];
