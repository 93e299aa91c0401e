// The configuration of the end-to-end tests: system Chromium, two workers.
import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";

const executablePath = findChromium();
if (!executablePath) throw new Error("Chrome or Chromium was not found: install it or set CHROME_PATH.");

/** Specs of what `npm run plugin:pack` writes. */
const PACKAGE_SPECS = ["bareRoutes.spec.ts", "bundle.spec.ts", "packaged.spec.ts"];

export default defineConfig({
	testDir: ".",
	globalSetup: "../../scripts/builtPage.ts",
	projects: [
		{
			name: "studio",
			testMatch: "*.spec.ts",
			testIgnore: PACKAGE_SPECS,
			// Without a GPU the browser copies every canvas in every frame of a spinner: a fifth of the tests' CPU time. The package,
			// the editor alone and WebKitGTK are tested with motion.
			use: { contextOptions: { reducedMotion: "reduce" } },
		},
		{ name: "package", testMatch: PACKAGE_SPECS },
	],
	// Playwright empties this folder at every start; scripts/steps.ts names one for each project.
	outputDir: resolve(import.meta.dirname, "../../test-results", process.env.E2E_RESULTS ?? "e2e"),
	// The reference machine has two cores; more workers only slow each other down.
	workers: 2,
	// A test that needs its second try is named at the end of `npm test`.
	retries: process.env.CI ? 1 : 0,
	// Long timeouts matter only on a loaded machine: a test that passes never waits longer than necessary.
	timeout: 180_000,
	expect: { timeout: 45_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
	use: {
		headless: true,
		viewport: { width: 1280, height: 800 },
		launchOptions: { executablePath, args: CHROMIUM_ARGS },
		screenshot: "only-on-failure",
		// Recording a trace takes as long as the tests themselves, so it is off by default.
		trace: process.env.TRACE ? "retain-on-failure" : "off",
	},
});
