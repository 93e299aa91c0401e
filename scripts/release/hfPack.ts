// The packer of HaloForge, and what lies in a package that it has written.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { unzipSync } from "fflate";
import { ReleaseError, ROOT } from "./workflow.mjs";

export interface Manifest {
	id: string;
	version: string;
	compatibility: { min_app_version: string };
	entry: { native: Record<string, string> };
}

/** `hf-pack metadata`'s draft of a catalogue entry, as far as it is read here. */
export interface CatalogDraft {
	item: { id: string; source: string };
	version: {
		version: string;
		min_app_version: string;
		artifact_url?: string;
		artifact_size: number;
		sha256: string;
		signature?: string;
		signature_algorithm?: string;
		signing_key_id?: string;
		manifest: unknown;
	};
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export function runHfPack(args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
	const program = join(ROOT, "haloforge/plugin-pack/hf-pack.mjs");
	const { status } = spawnSync(process.execPath, [program, ...args], { stdio: "inherit", env });
	if (status !== 0) throw new ReleaseError(`hf-pack ${args[0]} failed.`);
}

export function manifestIn(file: string): Manifest {
	const entries = unzipSync(readFileSync(file), { filter: ({ name }) => name === "manifest.json" });
	const bytes = entries["manifest.json"];
	if (!bytes) throw new ReleaseError(`${basename(file)} has no manifest.json.`);
	return JSON.parse(Buffer.from(bytes).toString("utf8"));
}

export function packagesIn(folder: string): string[] {
	const names = readdirSync(folder).filter((name) => name.endsWith(".hfpkg"));
	if (names.length === 0) throw new ReleaseError(`There is no package in ${folder}.`);
	return names.sort().map((name) => join(folder, name));
}

export const draftOf = (file: string): string => `${file}.catalog.json`;

export const readDraft = (file: string): CatalogDraft => JSON.parse(readFileSync(draftOf(file), "utf8"));
