// Pictures to where a person wants it: by the host's dialog and the backend, or, without either, as a browser's download.
import { saveHostFile } from "@haloforge/plugin-sdk";
import { sha256Hex } from "../bytes/sha256";
import { type Backend, backend } from "./backend";
import { StudioError } from "./errors";

/** "saved": at the path that was chosen; "downloaded": wherever this browser puts downloads. */
export type SaveOutcome = "saved" | "downloaded" | "cancelled";

interface SavePorts {
	readonly ask: (options: { title: string; defaultName: string; filters: string[] }) => Promise<string | null>;
	readonly backend: Pick<Backend, "health" | "putBlob" | "exportFile">;
	readonly download: (blob: Blob, name: string) => void;
}

const HERE: SavePorts = { ask: saveHostFile, backend, download };

/** The name ends in the type of the picture. Rejects with StudioError when the file cannot be written. */
export async function saveImage(
	blob: Blob,
	{ title, name }: { readonly title: string; readonly name: string },
	ports: SavePorts = HERE,
): Promise<SaveOutcome> {
	const path = await askWhere(title, name, ports);
	if (path === undefined) {
		ports.download(blob, name);
		return "downloaded";
	}
	if (path === null) return "cancelled";
	// The dialog has asked whether a file that is there may be replaced; of another name it knew nothing.
	const ending = endingOf(name);
	const isNamed = endsIn(path, ending);
	await write(blob, isNamed ? path : `${path}.${ending}`, isNamed, ports);
	return "saved";
}

export interface NamedImage {
	readonly name: string;
	/** undefined: it is not to be had any more. */
	readonly read: () => Promise<Blob | undefined>;
}

/**
 * Several, in the folder that a person names with the first: no file that is there is replaced. `onNext` before each;
 * false ends it. "none": there is no dialog here.
 */
export async function saveToFolder(
	pictures: readonly NamedImage[],
	{ title, onNext, onSaved }: { readonly title: string; readonly onNext: () => boolean; readonly onSaved: () => void },
	ports: SavePorts = HERE,
): Promise<"done" | "cancelled" | "none"> {
	const [first, ...others] = pictures;
	if (!first) return "done";
	const path = await askWhere(title, first.name, ports);
	if (path === undefined) return "none";
	if (path === null) return "cancelled";
	const ending = endingOf(first.name);
	const isNamed = endsIn(path, ending);
	const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
	const chosen = path.slice(folder.length) + (isNamed ? "" : `.${ending}`);
	for (const { name, read } of [{ ...first, name: chosen }, ...others]) {
		if (!onNext()) return "cancelled";
		const blob = await read();
		if (!blob) continue;
		// The dialog has asked about the first, once.
		await writeUnder(blob, folder, name, isNamed && read === first.read, ports);
		onSaved();
	}
	return "done";
}

/** Under this name, or the next that is free. */
async function writeUnder(
	blob: Blob,
	folder: string,
	name: string,
	mayOverwrite: boolean,
	ports: SavePorts,
): Promise<void> {
	const dot = name.lastIndexOf(".");
	for (let number = 1; ; number++) {
		const free = number === 1 ? name : `${name.slice(0, dot)} (${number})${name.slice(dot)}`;
		try {
			return await write(blob, folder + free, mayOverwrite, ports);
		} catch (error) {
			if (!(error instanceof StudioError && error.code === "file_exists") || number === MOST_TRIES) throw error;
		}
	}
}

const MOST_TRIES = 500;

async function write(blob: Blob, path: string, mayOverwrite: boolean, { backend }: SavePorts): Promise<void> {
	const sha256 = await sha256Hex(new Uint8Array(await blob.arrayBuffer()));
	await backend.putBlob(sha256, blob);
	await backend.exportFile(sha256, path, mayOverwrite);
}

/** null: cancelled; undefined: this host has no dialog, or nothing that could write. */
async function askWhere(title: string, name: string, { ask, backend }: SavePorts): Promise<string | null | undefined> {
	if ((await backend.health()) === null) return undefined;
	const ending = endingOf(name);
	try {
		const chosen = await ask({ title, defaultName: name, filters: ending === "jpg" ? ["jpg", "jpeg"] : [ending] });
		return typeof chosen === "string" && chosen !== "" ? chosen : null;
	} catch {
		return undefined;
	}
}

const endingOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

function endsIn(path: string, ending: string): boolean {
	const name = path.toLowerCase();
	return name.endsWith(`.${ending}`) || (ending === "jpg" && name.endsWith(".jpeg"));
}

export function download(blob: Blob, name: string): void {
	const address = URL.createObjectURL(blob);
	Object.assign(document.createElement("a"), { href: address, download: name }).click();
	// Long enough for any browser to have begun.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
