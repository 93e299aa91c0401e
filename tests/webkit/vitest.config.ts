// Tests in WebKitGTK, one file at a time.
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/webkit/*.test.ts"],
		globalSetup: "scripts/builtPage.ts",
		testTimeout: 300_000,
		// A test that needs its second try is named at the end of `npm test`.
		retry: process.env.CI ? 1 : 0,
		hookTimeout: 300_000,
		fileParallelism: false,
		expect: { poll: { timeout: 60_000 } },
	},
});
