// Runs `npm start` with a fake cargo and a fake devhost, so that each failure takes seconds.
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refuseOldNode } from "./nodeVersion.mjs";
import { needsInstall } from "./prepare.mjs";

const START = resolve(import.meta.dirname, "../start.mjs");
let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "image-studio-start-"));
});
afterEach(() => {
	for (const child of running.splice(0)) child.kill("SIGKILL");
	rmSync(folder, { recursive: true, force: true });
});

describe("refuseOldNode", () => {
	it.each([
		["18.20.0", true],
		["20.18.3", true],
		["20.19.0", false],
		["20.20.2", false],
		["21.7.0", true],
		["22.11.0", true],
		["22.12.0", false],
		["24.0.0", false],
	])("%s", (version, isRefused) => {
		if (isRefused) expect(refuseOldNode(version)).toContain(`Node ${version} is too old`);
		else expect(refuseOldNode(version)).toBeUndefined();
	});
});

describe("needsInstall", () => {
	const write = (path: string, packages: unknown, at: number): void => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), JSON.stringify({ packages }));
		utimesSync(join(folder, path), at, at);
	};
	const installed = "node_modules/.package-lock.json";

	it("is true if nothing is installed", () => {
		expect(needsInstall(folder)).toBe(true);
	});
	it("is false if the lock file is older", () => {
		write("package-lock.json", { "node_modules/a": { version: "2.0.0" } }, 1000);
		write(installed, { "node_modules/a": { version: "1.0.0" } }, 2000);
		expect(needsInstall(folder)).toBe(false);
	});
	it("is true if the lock file is newer and names another version", () => {
		write("package-lock.json", { "node_modules/a": { version: "2.0.0" } }, 2000);
		write(installed, { "node_modules/a": { version: "1.0.0" } }, 1000);
		expect(needsInstall(folder)).toBe(true);
	});
	it("is false if only the lock file's time changed, and for an optional package of another platform", () => {
		write(
			"package-lock.json",
			{
				"": { version: "9.9.9" },
				"node_modules/a": { version: "1.0.0" },
				"node_modules/b": { version: "1.0.0", optional: true },
			},
			2000,
		);
		write(installed, { "node_modules/a": { version: "1.0.0" } }, 1000);
		expect(needsInstall(folder)).toBe(false);
	});
});

function script(path: string, source: string): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), `#!${process.execPath}\n${source}`);
	chmodSync(join(folder, path), 0o755);
}

/**
 * Runs the start script. `waitForOutput` resolves when the output contains the text, `ended` when the process exits.
 */
function start(args: string[], path = `${join(folder, "bin")}${delimiter}${process.env.PATH}`) {
	const child = spawn(process.execPath, [START, "--data-dir", join(folder, "data"), ...args], {
		// If packages were out of date, this missing npm would fail instead of installing over the tree under test.
		env: { ...process.env, PATH: path, CARGO_TARGET_DIR: join(folder, "target"), npm_execpath: join(folder, "no-npm") },
	});
	running.push(child);
	let output = "";
	const waiting: { text: string; found: () => void }[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8").on("data", (text: string) => {
			output += text;
			for (const { text: expected, found } of waiting) if (output.includes(expected)) found();
		});
	}
	const ended = new Promise<{ code: number | null; output: string }>((resolveEnd) => {
		child.once("close", (code) => resolveEnd({ code, output }));
	});
	const waitForOutput = (text: string): Promise<string> =>
		new Promise((found, failed) => {
			waiting.push({ text, found: () => found(output) });
			void ended.then(() => failed(new Error(`ended without printing "${text}":\n${output}`)));
		});
	return { child, ended, waitForOutput };
}

async function freePort(): Promise<number> {
	const server = await listen(0);
	const { port } = server.address() as { port: number };
	await new Promise((closed) => server.close(closed));
	return port;
}

const listen = (port: number): Promise<Server> =>
	new Promise((ready) => {
		const server = createServer().listen(port, "127.0.0.1", () => ready(server));
	});

const DEVHOST = {
	fine: `
		require("node:fs").writeFileSync(process.argv[process.argv.indexOf("--data-dir") + 1] + "/pid", String(process.pid));
		console.log(JSON.stringify({ ready: true, url: "http://127.0.0.1:9", token: "pretend-token", abi: 1 }));
		process.stdin.on("end", () => process.exit(0)).resume();
		process.on("SIGTERM", () => process.exit(0));`,
	refusing: `console.error("manifest.json does not name an id"); process.exit(2);`,
};

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

describe("a message of one sentence and a failing exit code", () => {
	it("for a port that is in use", async () => {
		const port = await freePort();
		const blocker = await listen(port);
		const { code, output } = await start(["--port", String(port)]).ended;
		blocker.close();
		expect(code).toBe(1);
		expect(output.trim()).toMatch(new RegExp(`^Port ${port} is in use by another program: .*\\.$`));
	});

	it.each([
		["an unknown flag", ["--colour", "red"], /--colour/],
		["a port that is none", ["--port", "http"], /--port takes a number from 1 to 65535, not "http"/],
	])("for %s", async (_name, args, message) => {
		const { code, output } = await start(args).ended;
		expect(code).toBe(1);
		expect(output).toMatch(message);
		expect(output).not.toMatch(/ {4}at /);
	});

	it("for a missing cargo", async () => {
		const { code, output } = await start(["--port", String(await freePort())], join(folder, "empty")).ended;
		expect(code).toBe(1);
		expect(output.trim()).toMatch(/^Rust's cargo was not found: .*\.$/);
	});

	it("for a failed build, after cargo's output", async () => {
		script("bin/cargo", `if (process.argv[2] === "build") { console.error("error[E0308]"); process.exit(101); }`);
		const { code, output } = await start(["--port", String(await freePort())]).ended;
		expect(code).toBe(1);
		expect(output).toMatch(/error\[E0308\]\nBuilding the backend failed: .*\.\n$/);
	});

	it("for a devhost that does not start, with the reason", async () => {
		script("bin/cargo", "");
		script("target/debug/devhost", DEVHOST.refusing);
		const { code, output } = await start(["--port", String(await freePort())]).ended;
		expect(code).toBe(1);
		expect(output).toContain("The devhost did not start: manifest.json does not name an id\n");
	});
});

describe("a successful start", () => {
	beforeEach(() => {
		script("bin/cargo", "");
		script("target/debug/devhost", DEVHOST.fine);
	});
	const devhostPid = (): number => Number(readFileSync(join(folder, "data", "pid"), "utf8"));

	it("serves the page and prints the test provider; Ctrl+C stops everything with exit code 0", async () => {
		const port = await freePort();
		const { child, waitForOutput, ended } = start(["--port", String(port), "--no-open"]);
		const output = await waitForOutput("Ctrl+C");
		const url = `http://127.0.0.1:${port}/`;
		expect(output).toContain(url);
		expect(await (await fetch(url)).text()).toContain('<div id="root">');
		expect(await (await fetch(`${url}__devhost.json`)).json()).toEqual({
			url: "http://127.0.0.1:9",
			token: "pretend-token",
		});
		expect(output).not.toContain("pretend-token");

		const base = /base URL +(\S+)/.exec(output)?.[1];
		const key = /provider key +(\S+)/.exec(output)?.[1];
		const models = await fetch(`${base}/models`, { headers: { authorization: `Bearer ${key}` } });
		expect(models.status).toBe(200);

		const pid = devhostPid();
		child.kill("SIGINT");
		expect((await ended).code).toBe(0);
		expect(isAlive(pid)).toBe(false);
		await expect(fetch(`${base}/models`)).rejects.toThrow();
	});

	it("prints a message and stops if the devhost dies later", async () => {
		const { waitForOutput, ended } = start(["--port", String(await freePort())]);
		await waitForOutput("Ctrl+C");
		process.kill(devhostPid(), "SIGKILL");
		const { code, output } = await ended;
		expect(code).toBe(1);
		expect(output).toMatch(/The devhost has died \(signal SIGKILL\).*npm start again\.\n$/);
	});
});
