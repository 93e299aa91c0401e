// Exports a document as a picture to save: the edited picture, the imported one, or the masks alone. Unlike a mask that is
// sent, a saved file has no size limit.
import { type DocumentTree, visibleCoverages } from "../document";
import { combine, fullCoverage, isEmpty, union } from "../raster";
import type { EditorContext } from "../state/editorContext";
import { EditorError, type ExportedPicture, type ExportKind, type ExportWatch } from "../types";
import type { JobRunner } from "../work";
import type { EditRequests } from "./editRequests";
import { exportMask } from "./exportMask";

export async function exportAs(
	kind: ExportKind,
	{ pictures }: Pick<EditorContext, "pictures">,
	requests: EditRequests,
	watch: ExportWatch = {},
): Promise<ExportedPicture> {
	const document = await requests.whenSettled();
	watch.signal?.throwIfAborted();
	switch (kind) {
		case "picture":
		case "edited":
			return requests.exportPicture(kind, watch);
		case "imported":
			return pictures.export();
		case "mask-transparent":
			return exportMask(document, true, pictures.jobRunner, Number.POSITIVE_INFINITY);
		case "mask-white":
		case "mask-black":
			return exportGreyMask(document, kind === "mask-white", pictures.jobRunner);
	}
}

/** Opaque grey with soft edges; `isWhite`: white means edit, otherwise black does. */
async function exportGreyMask(
	document: DocumentTree,
	isWhite: boolean,
	jobRunner: JobRunner,
): Promise<ExportedPicture> {
	const { width, height } = document.picture;
	const size = { width, height };
	const painted = union(size, visibleCoverages(document));
	if (isEmpty(painted)) throw new EditorError("nothing-masked");
	const coverage = isWhite ? painted : combine(fullCoverage(size), "subtract", painted);
	const png = await jobRunner.run({ type: "coverageImage", size, coverages: [coverage] });
	return { png, ...size };
}
