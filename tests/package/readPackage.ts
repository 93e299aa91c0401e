// Reads and unpacks a .hfpkg (a ZIP file) with a library that the packer does not use.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { unzipSync } from "fflate";

const folder = resolve(import.meta.dirname, "../../dist/package");

export interface PackedPlugin {
	file: string;
	entries: Record<string, Uint8Array>;
	manifest: { version: string; entry: { native: Record<string, string>; frontend: string; frontend_styles: string } };
}

export function readPackage(): PackedPlugin {
	const packages = readdirSync(folder).filter((name) => name.endsWith(".hfpkg"));
	if (packages.length !== 1)
		throw new Error(`expected one package in ${folder}, found ${packages.join(", ") || "none"}`);
	const file = join(folder, packages[0] as string);
	const entries = unzipSync(readFileSync(file));
	const manifest = JSON.parse(Buffer.from(entries["manifest.json"] ?? []).toString("utf8"));
	return { file, entries, manifest };
}

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Unpacks into a folder as a host does, and returns the paths of the manifest and the native library. */
export function unpack(plugin: PackedPlugin, into: string): { manifest: string; library: string } {
	for (const [name, bytes] of Object.entries(plugin.entries)) {
		mkdirSync(dirname(join(into, name)), { recursive: true });
		writeFileSync(join(into, name), bytes);
	}
	const [native] = Object.values(plugin.manifest.entry.native);
	if (!native) throw new Error("the package names no native library");
	return { manifest: join(into, "manifest.json"), library: join(into, native) };
}
