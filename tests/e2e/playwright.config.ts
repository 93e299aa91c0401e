import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";

const executablePath = findChromium();
if (!executablePath) throw new Error("Chrome or Chromium was not found: install it or set CHROME_PATH.");

export default defineConfig({
	testDir: ".",
	testMatch: "*.spec.ts",
	// A folder of its own: Playwright empties it at every start.
	outputDir: resolve(import.meta.dirname, "../../test-results/e2e"),
	// Two cores: more workers only make each other's waits longer.
	workers: 2,
	retries: 0,
	// Generous, because they only matter on a loaded machine: a state that comes is never waited for longer than it takes.
	timeout: 180_000,
	expect: { timeout: 45_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: [["list"], ["json", { outputFile: resolve(import.meta.dirname, "../../.cache/playwright.json") }]],
	use: {
		headless: true,
		viewport: { width: 1280, height: 800 },
		launchOptions: { executablePath, args: CHROMIUM_ARGS },
		screenshot: "only-on-failure",
		// Recording costs as much as the tests themselves: only where somebody looks for something.
		trace: process.env.TRACE ? "retain-on-failure" : "off",
	},
});
