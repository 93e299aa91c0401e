// Tests of the editor as an npm package.
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/editorPackage/*.test.ts"],
		testTimeout: 600_000,
		hookTimeout: 600_000,
		expect: { poll: { timeout: 60_000 } },
	},
});
