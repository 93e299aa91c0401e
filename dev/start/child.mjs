// A companion process: started, awaited until it says that it is ready, watched, stopped. It is piped to, so that it
// notices when we die without a word.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StartFailure } from "./failure.mjs";

const READY_MS = 30_000;
const STOP_MS = 5_000;

/**
 * @typedef {{ ready: any, exited: Promise<string>, stop(): Promise<void> }} Companion
 * ready: the JSON line that it printed; exited: how it ended, in words.
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
		// In its own group, so that Ctrl+C reaches us alone and we stop it in order.
		detached: process.platform !== "win32",
		windowsHide: true,
	});
	// A child that is already gone must not take us along when we write to it.
	child.stdin.on("error", () => {});
	let complaint = "";
	let isReady = false;
	child.stderr.on("data", (/** @type {Buffer} */ chunk) => {
		if (isReady) process.stderr.write(chunk);
		else complaint = (complaint + chunk).slice(-4000);
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
		const why = complaint.trim() || outcome.line || outcome.how;
		throw new StartFailure(`${name} did not start: ${why}`);
	}
}
