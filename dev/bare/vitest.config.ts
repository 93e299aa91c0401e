// Tests of the editor alone in Chromium: one build and one browser for all of them.
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["dev/bare/*.test.ts"],
		globalSetup: "dev/bare/globalSetup.ts",
		testTimeout: 180_000,
		// A test that needs its second try is named at the end of `npm test`.
		retry: process.env.CI ? 1 : 0,
		hookTimeout: 180_000,
		// By default a polled expectation may take a second.
		expect: { poll: { timeout: 60_000 } },
		maxWorkers: 2,
	},
});
