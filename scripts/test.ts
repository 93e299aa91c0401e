// Runs every check in order, goes on after a failure, and ends with the plain line `N passed, N failed`.
// A static check counts as one test. `--quick` leaves out what needs a release build or a browser.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { findChromium } from "./browsers";
import { type Count, countCargo, countPlaywright, countVitest } from "./counts";
import { findWebKit } from "./webkit";

interface Step {
	name: string;
	command: string[];
	/** Reads the runner's own figures; without it the exit code is one passed or one failed. */
	count?: (output: string) => Count;
	/** A line that must not appear although the command succeeded. */
	mustNotPrint?: RegExp;
	env?: Record<string, string>;
	slow?: boolean;
}

const root = resolve(import.meta.dirname, "..");
const cache = resolve(root, ".cache");
const isQuick = process.argv.includes("--quick");
const isCi = Boolean(process.env.CI);

/** For one step; the longest, a cold release build, takes about six on two cores. */
const MINUTES = 20;

const bin = (name: string) => resolve(root, "node_modules/.bin", name);

const vitest = (config: string, file: string) => [
	bin("vitest"),
	"run",
	"--config",
	config,
	"--reporter=default",
	"--reporter=json",
	`--outputFile.json=${resolve(cache, file)}`,
];

const steps: Step[] = [
	{ name: "Biome", command: [bin("biome"), "check", "--error-on-warnings", "."] },
	{ name: "TypeScript", command: [bin("tsc"), "-p", "tsconfig.json"] },
	{ name: "TypeScript, pure rooms", command: [bin("tsc"), "-p", "tsconfig.pure.json"] },
	{ name: "knip", command: [bin("knip")] },
	{ name: "plugin:check", command: ["npm", "run", "--silent", "plugin:check"], mustNotPrint: /warning:/ },
	{ name: "cargo fmt", command: ["cargo", "fmt", "--all", "--check"] },
	{
		name: "cargo clippy",
		command: ["cargo", "clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"],
	},
	{ name: "backend and devhost", command: ["cargo", "build", "--workspace", "--locked", "--quiet"], slow: true },
	{
		name: "unit and property tests",
		command: vitest("vitest.config.ts", "vitest.json"),
		count: countVitest("vitest.json"),
	},
	{
		name: "cargo test",
		command: ["cargo", "test", "--workspace", "--locked", "--quiet"],
		count: countCargo,
		slow: true,
	},
	{
		name: "plugin:pack",
		command: ["npm", "run", "--silent", "plugin:pack"],
		mustNotPrint: /warning:/,
		slow: true,
	},
	{
		name: "the package",
		command: vitest("tests/package/vitest.config.ts", "vitest-package.json"),
		count: countVitest("vitest-package.json"),
		slow: true,
	},
	{
		name: "end to end, Chromium",
		command: [bin("playwright"), "test", "--config", "tests/e2e/playwright.config.ts"],
		count: countPlaywright,
		slow: true,
	},
	{
		name: "end to end, WebKitGTK",
		command: vitest("tests/webkit/vitest.config.ts", "vitest-webkit.json"),
		count: countVitest("vitest-webkit.json"),
		slow: true,
	},
];

function run(step: Step): Promise<{ code: number; output: string }> {
	return new Promise((done) => {
		const [command = "", ...args] = step.command;
		const child = spawn(command, args, {
			cwd: root,
			env: { ...process.env, ...(isQuick ? { QUICK: "1" } : {}), ...step.env },
			stdio: ["ignore", "pipe", "pipe"],
		});
		let output = "";
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding("utf8").on("data", (text: string) => {
				output += text;
				process.stdout.write(text);
			});
		}
		const limit = setTimeout(() => {
			process.stdout.write(`${step.name} did not end within ${MINUTES} minutes and was stopped.\n`);
			child.kill("SIGKILL");
		}, MINUTES * 60_000);
		child.on("error", (error) => done({ code: 1, output: String(error) }));
		child.on("close", (code) => {
			clearTimeout(limit);
			done({ code: code ?? 1, output });
		});
	});
}

/** An engine that is missing here: said in one line; on CI, where both are installed, a failure. */
function missingEngines(): string[] {
	const missing: string[] = [];
	if (!findChromium())
		missing.push("Chrome or Chromium was not found: install it (Debian: apt-get install chromium) or set CHROME_PATH.");
	if (!findWebKit())
		missing.push(
			"WebKitGTK's driver was not found, so WebKit was not tested (Debian: apt-get install webkit2gtk-driver xvfb).",
		);
	return missing;
}

const total: Count = { passed: 0, failed: 0 };
const failures: string[] = [];
mkdirSync(cache, { recursive: true });

let skipped = 0;
const missing = isQuick ? [] : missingEngines();
for (const step of steps) {
	if (isQuick && step.slow) continue;
	if (!isCi && step.name === "end to end, WebKitGTK" && !findWebKit()) {
		skipped += 1;
		continue;
	}
	process.stdout.write(`\n── ${step.name}\n`);
	for (const file of ["vitest.json", "vitest-package.json", "vitest-webkit.json", "playwright.json"])
		if (existsSync(resolve(cache, file))) rmSync(resolve(cache, file));
	const started = performance.now();
	const { code, output } = await run(step);
	let count: Count = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
	if (step.count) {
		try {
			count = step.count(output);
		} catch (error) {
			process.stdout.write(`The runner left no figures: ${error}\n`);
			count = { passed: 0, failed: 1 };
		}
		// A runner that exits with an error although every test passed has still failed.
		if (code !== 0 && count.failed === 0) count.failed = 1;
		if (count.passed + count.failed === 0) count.failed = 1;
	}
	if (step.mustNotPrint?.test(output)) {
		process.stdout.write(`${step.name} printed a warning.\n`);
		count = { passed: 0, failed: 1 };
	}
	total.passed += count.passed;
	total.failed += count.failed;
	if (count.failed > 0) {
		failures.push(`FAILED ${step.name}: ${count.failed} failed`);
		for (const failure of count.failures ?? []) failures.push(`  ${failure}`);
	}
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	process.stdout.write(`── ${step.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)\n`);
}

for (const line of missing) {
	process.stdout.write(`${line}\n`);
	if (isCi) total.failed += 1;
}
for (const line of failures) process.stdout.write(`${line}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
