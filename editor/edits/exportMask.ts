// Encodes the mask of a document for sending. The worker encodes it and checks the encoded PNG.
import { type DocumentTree, visibleCoverages } from "../document";
import type { ExportedMask } from "../types";
import type { JobRunner } from "../work";

/** The largest mask in bytes that every server accepts. */
export const MAX_SENT_MASK = 4_000_000;

export function exportMask(
	document: DocumentTree,
	allowEverything: boolean,
	jobRunner: JobRunner,
	/** In bytes. */
	limit = MAX_SENT_MASK,
): Promise<ExportedMask> {
	const { width, height } = document.picture;
	const coverages = visibleCoverages(document);
	return jobRunner.run({ type: "maskPng", size: { width, height }, coverages, allowEverything, limit });
}
