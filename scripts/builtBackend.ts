// Builds the backend and the devhost for the tests and copies them, because packing writes a library without the debug
// commands to cargo's own folder meanwhile. Takes cargo's arguments.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const FILES = ["devhost", "libhf_image_studio.so"];

/** The folder of the copies. Steps hand it to the tests as an environment variable of this name. */
export const BACKEND_FOLDER = resolve(root, ".cache/backend");

/** The folder whose devhost and library the tests start; without the variable that of a plain `cargo build`. */
export function builtBackend(): { devhost: string; library: string } {
	const folder = process.env.BACKEND_FOLDER ?? resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "debug");
	const [devhost, library] = FILES.map((name) => join(folder, name)) as [string, string];
	return { devhost, library };
}

if (process.argv[1]?.endsWith("builtBackend.ts")) {
	const { status } = spawnSync("cargo", ["build", ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
	if (status === 0) {
		const folder = resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "release");
		mkdirSync(BACKEND_FOLDER, { recursive: true });
		for (const name of FILES) copyFileSync(join(folder, name), join(BACKEND_FOLDER, name));
	}
	process.exitCode = status ?? 1;
}
