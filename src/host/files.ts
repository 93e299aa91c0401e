// Files that the host names by their path: its open dialog, and reading them through the backend, because a page cannot
// read paths and the host's API does not transfer bytes.
import { pickHostFile } from "@haloforge/plugin-sdk";
import { type Backend, backend } from "./backend";

/** File types that the backend reads, without a dot as the host's dialog expects. */
export const PICTURE_EXTENSIONS = [
	"png",
	"jpg",
	"jpeg",
	"webp",
	"gif",
	"bmp",
	"avif",
	"heic",
	"heif",
	"psd",
	"psb",
	"ora",
] as const;

export const isPicturePath = (path: string): boolean =>
	PICTURE_EXTENSIONS.some((extension) => path.toLowerCase().endsWith(`.${extension}`));

export const fileNameOf = (path: string): string =>
	path
		.split(/[/\\]/)
		.filter((part) => part !== "")
		.at(-1) ?? path;

export const pickPicturePath = (title: string) => pickPath(title, PICTURE_EXTENSIONS);
export const pickModelPath = (title: string) => pickPath(title, ["onnx"]);

/** null: the user cancelled; undefined: this host has no dialog. */
async function pickPath(title: string, extensions: readonly string[]): Promise<string | null | undefined> {
	try {
		const path = await pickHostFile({ title, filters: [...extensions] });
		return typeof path === "string" && path !== "" ? path : null;
	} catch {
		return undefined;
	}
}

/**
 * Rejects with StudioError. The backend keeps its copy for a day; the library stores its own once the image is opened.
 */
export async function readHostFile(
	path: string,
	from: Pick<Backend, "importFile" | "getBlob"> = backend,
): Promise<File> {
	const { sha256, content_type: type } = await from.importFile(path);
	return new File([await from.getBlob(sha256, type)], fileNameOf(path), { type });
}
