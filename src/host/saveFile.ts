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

/** Rejects with StudioError when the file cannot be written. */
export async function savePng(
	png: Uint8Array<ArrayBuffer>,
	{ title, name }: { readonly title: string; readonly name: string },
	{ ask, backend, download }: SavePorts = HERE,
): Promise<SaveOutcome> {
	const blob = new Blob([png], { type: "image/png" });
	const path = (await backend.health()) === null ? undefined : await askHost();
	if (path === undefined) {
		download(blob, name);
		return "downloaded";
	}
	if (path === null) return "cancelled";
	const sha256 = await sha256Hex(png);
	await backend.putBlob(sha256, blob);
	// The dialog has asked whether a file that is there may be replaced.
	await backend.exportFile(sha256, /\.png$/i.test(path) ? path : `${path}.png`, true);
	return "saved";

	/** null: cancelled; undefined: this host has no dialog. */
	async function askHost(): Promise<string | null | undefined> {
		try {
			const chosen = await ask({ title, defaultName: name, filters: ["png"] });
			return typeof chosen === "string" && chosen !== "" ? chosen : null;
		} catch {
			return undefined;
		}
	}
}

function download(blob: Blob, name: string): void {
	const address = URL.createObjectURL(blob);
	Object.assign(document.createElement("a"), { href: address, download: name }).click();
	// Long enough for any browser to have begun.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
