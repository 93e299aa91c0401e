// Runs every check, independent ones side by side, goes on after a failure, and ends with the plain line
// `N passed, N failed`. A static check counts as one test. `--quick` skips steps that need a backend or a browser;
// `--release` packs with the release profile instead of the faster one of CI.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { findChromium } from "./browsers";
import type { Count } from "./counts";
import { type Outcome, runStep } from "./runStep";
import { runInOrder } from "./schedule";
import { steps } from "./steps";
import { findWebKit } from "./webkit";

const root = resolve(import.meta.dirname, "..");
const cache = resolve(root, ".cache");
const isQuick = process.argv.includes("--quick");
const isRelease = process.argv.includes("--release");
const isCi = Boolean(process.env.CI);

/** A missing engine is reported in one line; on CI, where both are installed, it is a failure. */
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

mkdirSync(cache, { recursive: true });
const missing = isQuick ? [] : missingEngines();
const chosen = steps({ isRelease }).filter((step) => (isQuick ? !step.isSlow : !step.isQuickOnly));
const runnable = chosen.filter((step) => isCi || !step.needsWebKit || findWebKit());
for (const { report } of runnable) if (report && existsSync(resolve(cache, report))) rmSync(resolve(cache, report));

const env = isQuick ? { QUICK: "1" } : {};
const started = performance.now();
const outcomes = await runInOrder(runnable, Math.max(2, cpus().length), async (step): Promise<Outcome> => {
	const outcome = await runStep(step, { root, env });
	process.stdout.write(outcome.text);
	return outcome;
});

const total: Count = { passed: 0, failed: isCi ? missing.length : 0 };
const failures: string[] = [];
for (const { name, count } of outcomes) {
	total.passed += count.passed;
	total.failed += count.failed;
	if (count.failed > 0) failures.push(`FAILED ${name}: ${count.failed} failed`);
	for (const failure of count.failures ?? []) failures.push(`  ${failure}`);
	for (const test of count.passedOnRetry ?? []) failures.push(`PASSED ON THE SECOND TRY ${name}: ${test}`);
}
process.stdout.write("\n");
for (const { name, count, seconds } of outcomes)
	process.stdout.write(
		`${seconds.toFixed(1).padStart(7)} s  ${name}: ${count.passed} passed, ${count.failed} failed\n`,
	);
process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  in all\n`);
for (const line of [...missing, ...failures]) process.stdout.write(`${line}\n`);
const skipped = chosen.length - runnable.length;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
