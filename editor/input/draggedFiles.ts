// Recognises dragged files.

/**
 * True if a drag may be one of files. Some web views list no types for files, and WebKitGTK lists a URL and HTML; a dragged
 * link or text has plain text, too.
 */
export function mayHoldFiles(data: DataTransfer | null): boolean {
	const types = data?.types ?? [];
	return (
		types.length === 0 || types.includes("Files") || (types.includes("text/uri-list") && !types.includes("text/plain"))
	);
}
