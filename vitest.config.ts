import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["{src,editor,dev,tests,scripts}/**/*.test.{ts,tsx}"],
		// The development page's tests need a browser; the quick checks do without.
		exclude: [
			...(process.env.QUICK ? ["dev/page/**"] : []),
			"**/node_modules/**",
			"tests/e2e/**",
			"tests/webkit/**",
			"tests/package/**",
			"target/**",
		],
		environment: "node",
		testTimeout: 20_000,
	},
});
