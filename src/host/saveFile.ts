// A picture to where a person wants it: by the host's dialog and the backend, or, without either, as a browser's download.
import { saveHostFile } from "@haloforge/plugin-sdk";
import { sha256Hex } from "../bytes/sha256";
import { type Backend, backend } from "./backend";

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
	{ ask, backend, download }: SavePorts = HERE,
): Promise<SaveOutcome> {
	const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
	const path = (await backend.health()) === null ? undefined : await askHost();
	if (path === undefined) {
		download(blob, name);
		return "downloaded";
	}
	if (path === null) return "cancelled";
	const sha256 = await sha256Hex(new Uint8Array(await blob.arrayBuffer()));
	await backend.putBlob(sha256, blob);
	// The dialog has asked whether a file that is there may be replaced; of another name it knew nothing.
	const isNamed = endsIn(path, ending);
	await backend.exportFile(sha256, isNamed ? path : `${path}.${ending}`, isNamed);
	return "saved";

	/** null: cancelled; undefined: this host has no dialog. */
	async function askHost(): Promise<string | null | undefined> {
		try {
			const chosen = await ask({ title, defaultName: name, filters: ending === "jpg" ? ["jpg", "jpeg"] : [ending] });
			return typeof chosen === "string" && chosen !== "" ? chosen : null;
		} catch {
			return undefined;
		}
	}
}

function endsIn(path: string, ending: string): boolean {
	const name = path.toLowerCase();
	return name.endsWith(`.${ending}`) || (ending === "jpg" && name.endsWith(".jpeg"));
}

function download(blob: Blob, name: string): void {
	const address = URL.createObjectURL(blob);
	Object.assign(document.createElement("a"), { href: address, download: name }).click();
	// Long enough for any browser to have begun.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
