// The prerequisites of `npm start`: free port, toolchain, packages, SDK, built backend. Each step is quick when there
// is nothing to do, and fails with a message of one sentence.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve as resolvePath } from "node:path";
import { StartFailure } from "./failure.mjs";

/** @param {number} port @returns {Promise<boolean>} */
export function isPortFree(port) {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(false));
		probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
	});
}

/**
 * Runs a command with inherited output and resolves to its exit code, or -1 if it could not be started.
 * @typedef {(command: string, args: string[], options?: { isQuiet?: boolean, shell?: boolean }) => Promise<number>} Run
 */

/**
 * @param {string} root
 * @param {(() => Promise<unknown>)[]} stops receives a stop function for the running command, so that Ctrl+C ends it too
 * @returns {Run}
 */
export function makeRun(root, stops) {
	return (command, args, { isQuiet = false, shell = false } = {}) =>
		new Promise((resolve) => {
			const child = spawn(command, args, { cwd: root, shell, stdio: isQuiet ? "ignore" : "inherit" });
			stops.push(async () => child.kill("SIGINT"));
			child.once("error", () => resolve(-1));
			child.once("exit", (code) => resolve(code ?? -1));
		});
}

/** @param {Run} run */
export async function requireCargo(run) {
	if ((await run("cargo", ["--version"], { isQuiet: true })) !== 0) {
		throw new StartFailure("Rust's cargo was not found: install Rust from https://rustup.rs and run npm start again.");
	}
}

/** @param {string} root @param {Run} run */
export async function installPackages(root, run) {
	if (!needsInstall(root)) return;
	const command = existsSync(join(root, "package-lock.json")) ? "ci" : "install";
	console.log(`Installing packages (npm ${command}) …`);
	// npm passes its own path to the scripts that it runs. Without it the npm on the PATH is used.
	const npm = process.env.npm_execpath;
	const status = npm
		? await run(process.execPath, [npm, command])
		: await run("npm", [command], { shell: process.platform === "win32" });
	if (status !== 0) throw new StartFailure(`Installing the packages failed: see npm ${command}'s message above.`);
}

/** @param {string} root */
export function needsInstall(root) {
	const installed = join(root, "node_modules", ".package-lock.json");
	const wanted = join(root, "package-lock.json");
	if (!existsSync(installed)) return true;
	if (!existsSync(wanted) || statSync(wanted).mtimeMs <= statSync(installed).mtimeMs) return false;
	// A checkout often makes the lock file newer; only different versions are a reason to install.
	const have = JSON.parse(readFileSync(installed, "utf8")).packages;
	const want = JSON.parse(readFileSync(wanted, "utf8")).packages;
	return Object.keys(want).some((path) => {
		if (path === "" || want[path].optional || want[path].devOptional || !path.startsWith("node_modules/")) return false;
		return want[path].version !== have[path]?.version;
	});
}

/** @param {string} root @param {Run} run */
export async function fillWorkspaces(root, run) {
	// The script prints its own message.
	if ((await run(process.execPath, [join(root, "haloforge", "setup.mjs")])) !== 0) {
		throw new StartFailure("The HaloForge SDK could not be set up: see the message above.");
	}
}

/**
 * @param {string} root
 * @param {Run} run
 * @returns {Promise<{ devhost: string, library: string }>} the built files
 */
export async function buildBackend(root, run) {
	console.log("Building the backend (cargo build) …");
	if ((await run("cargo", ["build", "--locked", "--workspace"])) !== 0) {
		throw new StartFailure("Building the backend failed: see cargo's message above.");
	}
	const folder = resolvePath(root, process.env.CARGO_TARGET_DIR ?? "target", "debug");
	const [devhost, library] = FILES[process.platform] ?? FILES.linux;
	return { devhost: join(folder, devhost), library: join(folder, library) };
}

/** @type {Record<string, [string, string]> & { linux: [string, string] }} */
const FILES = {
	linux: ["devhost", "libhf_image_studio.so"],
	darwin: ["devhost", "libhf_image_studio.dylib"],
	win32: ["devhost.exe", "hf_image_studio.dll"],
};
