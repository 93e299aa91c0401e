// A copy of the repository's files, as they are in the working tree, in which patches are applied one after another. Dependencies
// are linked, not copied.
import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import {
	copyFileSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
/** Far more than one test with its compilation takes on a loaded machine. */
const LATEST_END_MS = 30 * 60_000;

export interface MutantTree {
	readonly folder: string;
	/** Returns the reason why the patch does not apply, or undefined. */
	apply(patch: string): string | undefined;
	revert(patch: string): void;
	remove(): void;
}

export function copyTree(): MutantTree {
	const folder = mkdtempSync(join(realpathSync(tmpdir()), "mutants-"));
	for (const path of listFiles()) {
		const target = join(folder, path);
		mkdirSync(dirname(target), { recursive: true });
		copyFileSync(join(root, path), target);
	}
	symlinkSync(realpathSync(join(root, "node_modules")), join(folder, "node_modules"), "junction");
	return {
		folder,
		apply: (patch) => applyPatch(folder, patch),
		revert(patch) {
			const refusal = applyPatch(folder, patch, "--reverse");
			if (refusal !== undefined) throw new Error(`${patch} cannot be reverted: ${refusal}`);
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** Tracked files and new ones that are not ignored. */
function listFiles(): string[] {
	const { stdout, status } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
		cwd: root,
		encoding: "utf8",
		maxBuffer: 2 ** 26,
	});
	if (status !== 0) throw new Error("git cannot list the repository's files");
	const paths = new Set(stdout.split("\0").filter(Boolean));
	return [...paths].filter((path) => existsSync(join(root, path)) && lstatSync(join(root, path)).isFile());
}

/** Returns git's refusal, or undefined. `--check` changes nothing. */
export function applyPatch(folder: string, patch: string, ...options: string[]): string | undefined {
	// Inside of a repository, git would take paths from its top.
	const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) };
	const { status, stderr } = spawnSync("git", ["apply", ...options, patch], { cwd: folder, env, encoding: "utf8" });
	return status === 0 ? undefined : stderr.trim();
}

export interface Ended {
	/** null: it was killed, because it did not end. */
	readonly status: number | null;
	readonly output: string;
}

/** Runs a command to its end; stops it with its children if it does not end. */
export function run([command, ...args]: readonly [string, ...string[]], options: SpawnOptions): Promise<Ended> {
	const child = spawn(command, args, {
		...options,
		stdio: ["ignore", "pipe", "pipe"],
		detached: process.platform !== "win32",
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding("utf8").on("data", (text: string) => {
			output += text;
		});
	}
	const timer = setTimeout(() => {
		if (process.platform === "win32" || child.pid === undefined) child.kill("SIGKILL");
		else process.kill(-child.pid, "SIGKILL");
	}, LATEST_END_MS);
	return new Promise((ended, failed) => {
		child.once("error", failed);
		child.once("close", (status) => {
			clearTimeout(timer);
			ended({ status, output });
		});
	});
}
