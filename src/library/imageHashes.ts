// Finds the images that stored content names. An image is named by the SHA-256 of its file, in lower-case hex. Pure.

export const isImageHash = (value: unknown): value is string =>
	typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** Adds the hashes to `into` and returns it. */
export function collectImageHashes(content: unknown, into: Set<string> = new Set()): Set<string> {
	if (isImageHash(content)) into.add(content);
	else if (typeof content === "object" && content !== null && !ArrayBuffer.isView(content)) {
		for (const inner of Object.values(content)) collectImageHashes(inner, into);
	}
	return into;
}
