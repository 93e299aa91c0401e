import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["{src,editor,dev,tests,scripts}/**/*.test.{ts,tsx}"],
		exclude: ["**/node_modules/**", "tests/e2e/**", "tests/webkit/**", "target/**"],
		environment: "node",
		testTimeout: 20_000,
		// Reporter lines are read by scripts/test.mjs.
		reporters: process.env.CI ? ["default", ["json", { outputFile: ".cache/vitest.json" }]] : ["default"],
	},
});
