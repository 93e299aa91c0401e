import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["{src,editor,ui,dev,tests,scripts}/**/*.test.{ts,tsx}"],
		// The quick checks leave out tests that start browsers, servers or compilers.
		exclude: [
			"dev/bare/**",
			...(process.env.QUICK ? ["dev/page/**", "dev/start/**", "tests/setup.test.ts", "tests/devServer.test.ts"] : []),
			"**/node_modules/**",
			"tests/e2e/**",
			"tests/webkit/**",
			"tests/backend/**",
			"tests/package/**",
			"target/**",
		],
		environment: "node",
		testTimeout: 30_000,
		// Every core: browsers and servers among the tests wait more than they work.
		maxWorkers: "100%",
	},
});
