// A document as a picture to keep: what it shows, what it was imported as, or its masks alone. Nothing of it is limited, as
// what is sent is.
import { type DocumentTree, visibleCoverages } from "../document/index";
import { combine, fullCoverage, isEmpty, union } from "../raster/index";
import type { EditorContext } from "../state/editorContext";
import { EditorError, type ExportedPicture, type ExportKind } from "../types";
import type { EditRequests } from "./editRequests";
import { exportMask } from "./exportMask";

export async function exportAs(
	kind: ExportKind,
	context: EditorContext,
	requests: EditRequests,
): Promise<ExportedPicture> {
	const document = await requests.whenSettled();
	const { pictures } = context;
	switch (kind) {
		case "picture":
			return requests.exportPicture();
		case "imported":
			return pictures.export();
		case "mask-transparent":
			return exportMask(document, true, pictures.jobRunner, Number.POSITIVE_INFINITY);
		case "mask-white":
		case "mask-black":
			return exportGrey(document, kind === "mask-white", context);
	}
}

/** Opaque and grey, soft edges and all: white or black says "edit here". */
async function exportGrey(document: DocumentTree, isWhite: boolean, context: EditorContext): Promise<ExportedPicture> {
	const { width, height } = document.picture;
	const size = { width, height };
	const painted = union(size, visibleCoverages(document));
	if (isEmpty(painted)) throw new EditorError("nothing-masked");
	const coverage = isWhite ? painted : combine(fullCoverage(size), "subtract", painted);
	const png = await context.pictures.jobRunner.run({ type: "coverageImage", size, coverages: [coverage] });
	return { png, ...size };
}
