// Remembers the file that leaves for a stored image, so that an unchanged picture is neither stripped, encoded nor hashed
// again. Bounded; knows no request.
import { sha256Hex } from "../bytes/sha256";

export interface OutgoingImage {
	readonly sha256: string;
	readonly blob: Blob;
}

/** In bytes of the files that differ from the stored ones; the others are only named. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_ENTRIES = 500;

/** By the stored image's SHA-256; null: it leaves as it is stored. The most recently used last. */
const known = new Map<string, OutgoingImage | null>();

/** The image was made by the editor for sending: there is nothing to remove from it. */
export function leavesUnchanged(sha256: string): void {
	remember(sha256, null);
}

/** Rejects with EditorError where the file cannot be sent. */
export async function toOutgoingImage(sha256: string, stored: Blob): Promise<OutgoingImage> {
	const before = known.get(sha256);
	if (before !== undefined) {
		remember(sha256, before);
		return before ?? { sha256, blob: stored };
	}
	// Not before it is needed: the prompt bar reaches this module before the first paint.
	const { makeOutgoingPicture } = await import("../../editor/outgoingPicture");
	const blob = await makeOutgoingPicture(new Uint8Array(await stored.arrayBuffer()));
	const outgoing = { sha256: await sha256Hex(new Uint8Array(await blob.arrayBuffer())), blob };
	remember(sha256, outgoing.sha256 === sha256 && blob.type === stored.type ? null : outgoing);
	return outgoing;
}

function remember(sha256: string, outgoing: OutgoingImage | null): void {
	known.delete(sha256);
	known.set(sha256, outgoing);
	let bytes = [...known.values()].reduce((sum, one) => sum + (one?.blob.size ?? 0), 0);
	for (const [oldest, one] of known) {
		if (bytes <= MAX_BYTES && known.size <= MAX_ENTRIES) break;
		bytes -= one?.blob.size ?? 0;
		known.delete(oldest);
	}
}
