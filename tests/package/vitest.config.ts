// Tests of the package and of a release made from it; they run after plugin:pack.
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/{package,release}/*.test.ts"],
		testTimeout: 600_000,
		hookTimeout: 600_000,
		fileParallelism: false,
	},
});
