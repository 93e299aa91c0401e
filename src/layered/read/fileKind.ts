// Tells files with layers from others by their first bytes. Pure.

export type LayeredFileKind = "psd" | "ora";

/** As many bytes as `layeredFileKind` looks at. */
export const KIND_BYTES = 128;

/** undefined: another kind of file. OpenRaster demands that the type is the archive's first entry, uncompressed. */
export function layeredFileKind(head: Uint8Array): LayeredFileKind | undefined {
	const text = String.fromCharCode(...head.subarray(0, KIND_BYTES));
	if (text.startsWith("8BPS")) return "psd";
	return text.startsWith("PK\x03\x04") && text.slice(30).includes("mimetypeimage/openraster") ? "ora" : undefined;
}
