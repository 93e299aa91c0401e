// Starts a companion process, waits until it reports that it is ready, watches and stops it. Its stdin is a pipe, so
// that it notices when this process dies.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StartFailure } from "./failure.mjs";

const READY_MS = 30_000;
const STOP_MS = 5_000;

/**
 * @typedef {{ ready: any, exited: Promise<string>, stop(): Promise<void> }} Companion
 * ready: the JSON line that the process printed; exited: a description of how it ended.
 */

/**
 * @param {string} name for the user, e.g. "The devhost"
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<Companion>}
 */
export async function startCompanion(name, command, args, cwd) {
	const child = spawn(command, args, {
		cwd,
		stdio: ["pipe", "pipe", "pipe"],
		// The child has its own process group, so that Ctrl+C reaches only this process, which then stops the child in
		// order.
		detached: process.platform !== "win32",
		windowsHide: true,
	});
	// Writing to a child that has exited must not end this process.
	child.stdin.on("error", () => {});
	let errorOutput = "";
	let isReady = false;
	child.stderr.on("data", (/** @type {Buffer} */ chunk) => {
		if (isReady) process.stderr.write(chunk);
		else errorOutput = (errorOutput + chunk).slice(-4000);
	});
	/** @type {Promise<string>} */
	const exited = new Promise((resolve) => {
		child.once("error", (error) => resolve(error.message));
		child.once("close", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
	});
	const stop = async () => {
		child.kill("SIGTERM");
		const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
		await exited;
		clearTimeout(timer);
	};

	const lines = createInterface({ input: child.stdout });
	/** @type {Promise<string>} */
	const firstLine = new Promise((resolve) => lines.once("line", resolve));
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	const outcome = await Promise.race([
		firstLine.then((line) => ({ line })),
		exited.then((how) => ({ how })),
		new Promise((resolve) => {
			timer = setTimeout(resolve, READY_MS, { how: `no answer within ${READY_MS / 1000} seconds` });
		}),
	]);
	clearTimeout(timer);
	isReady = true;
	try {
		const ready = JSON.parse(outcome.line);
		return { ready, exited, stop };
	} catch {
		await stop();
		const why = errorOutput.trim() || outcome.line || outcome.how;
		throw new StartFailure(`${name} did not start: ${why}`);
	}
}
