// Saves images as files where the user wants them: through the host's dialog and the backend, or, without either, as a
// browser download.
import { saveHostFile } from "@haloforge/plugin-sdk";
import { sha256Hex } from "../bytes/sha256";
import { type Backend, backend } from "./backend";
import { StudioError } from "./errors";

/** "saved": at the chosen path; "downloaded": in the browser's download folder. */
export type SaveOutcome = "saved" | "downloaded" | "cancelled";

interface SavePorts {
	readonly ask: (options: { title: string; defaultName: string; filters: string[] }) => Promise<string | null>;
	readonly backend: Pick<Backend, "health" | "putBlob" | "exportFile">;
	readonly download: (blob: Blob, name: string) => void;
}

const DEFAULT_PORTS: SavePorts = { ask: saveHostFile, backend, download };

/** `name` must have the extension of the image's type. Rejects with StudioError if the file cannot be written. */
export async function saveImage(
	blob: Blob,
	{ title, name }: { readonly title: string; readonly name: string },
	ports: SavePorts = DEFAULT_PORTS,
): Promise<SaveOutcome> {
	const path = await askForPath(title, name, ports);
	if (path === undefined) {
		ports.download(blob, name);
		return "downloaded";
	}
	if (path === null) return "cancelled";
	// The dialog has confirmed overwriting the chosen path, but not the path with an added extension.
	const extension = extensionOf(name);
	const isConfirmed = hasExtension(path, extension);
	await write(blob, isConfirmed ? path : `${path}.${extension}`, isConfirmed, ports);
	return "saved";
}

export interface NamedImage {
	readonly name: string;
	/** Resolves with undefined if the image no longer exists. */
	readonly read: () => Promise<Blob | undefined>;
}

/**
 * Saves several images into the folder that the user chooses with the first one. No existing file is replaced. `onNext`
 * is called before each file; false cancels. Resolves with "none" if the host has no dialog.
 */
export async function saveToFolder(
	images: readonly NamedImage[],
	{ title, onNext, onSaved }: { readonly title: string; readonly onNext: () => boolean; readonly onSaved: () => void },
	ports: SavePorts = DEFAULT_PORTS,
): Promise<"done" | "cancelled" | "none"> {
	const [first, ...others] = images;
	if (!first) return "done";
	const path = await askForPath(title, first.name, ports);
	if (path === undefined) return "none";
	if (path === null) return "cancelled";
	const extension = extensionOf(first.name);
	const isConfirmed = hasExtension(path, extension);
	const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
	const chosenName = path.slice(folder.length) + (isConfirmed ? "" : `.${extension}`);
	for (const { name, read } of [{ ...first, name: chosenName }, ...others]) {
		if (!onNext()) return "cancelled";
		const blob = await read();
		if (!blob) continue;
		// The dialog has confirmed overwriting the first file only.
		await writeUnderFreeName(blob, folder, name, isConfirmed && read === first.read, ports);
		onSaved();
	}
	return "done";
}

/** Adds a number to the name if a file with this name exists. */
async function writeUnderFreeName(
	blob: Blob,
	folder: string,
	name: string,
	mayOverwrite: boolean,
	ports: SavePorts,
): Promise<void> {
	const dot = name.lastIndexOf(".");
	for (let attempt = 1; ; attempt++) {
		const candidate = attempt === 1 ? name : `${name.slice(0, dot)} (${attempt})${name.slice(dot)}`;
		try {
			return await write(blob, folder + candidate, mayOverwrite, ports);
		} catch (error) {
			if (!(error instanceof StudioError && error.code === "file_exists") || attempt === MAX_ATTEMPTS) throw error;
		}
	}
}

const MAX_ATTEMPTS = 500;

async function write(blob: Blob, path: string, mayOverwrite: boolean, { backend }: SavePorts): Promise<void> {
	const sha256 = await sha256Hex(new Uint8Array(await blob.arrayBuffer()));
	await backend.putBlob(sha256, blob);
	await backend.exportFile(sha256, path, mayOverwrite);
}

/** null: the user cancelled; undefined: the host has no dialog, or there is no backend to write the file. */
async function askForPath(
	title: string,
	name: string,
	{ ask, backend }: SavePorts,
): Promise<string | null | undefined> {
	if ((await backend.health()) === null) return undefined;
	const extension = extensionOf(name);
	try {
		const filters = extension === "jpg" ? ["jpg", "jpeg"] : [extension];
		const path = await ask({ title, defaultName: name, filters });
		return typeof path === "string" && path !== "" ? path : null;
	} catch {
		return undefined;
	}
}

const extensionOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

function hasExtension(path: string, extension: string): boolean {
	const name = path.toLowerCase();
	return name.endsWith(`.${extension}`) || (extension === "jpg" && name.endsWith(".jpeg"));
}

export function download(blob: Blob, name: string): void {
	const url = URL.createObjectURL(blob);
	Object.assign(document.createElement("a"), { href: url, download: name }).click();
	// Long enough for any browser to start the download.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
