import { defineConfig, type UserWorkspaceConfig } from "vitest/config";

/** Left out of the quick checks: tests that start browsers, servers or compilers, and suites of several seconds. */
const SLOW = [
	"dev/{page,start,provider,mock}/**",
	"tests/{setup,devServer,rooms}.test.ts",
	"scripts/run.test.ts",
	"scripts/release/{validate,versions}.test.ts",
	"editor/raster/{raster,shapes,morphology/morphology}.test.ts",
	"editor/codec/{encode/maskPng,decode/pngDecoder}.test.ts",
	"editor/images/patchCache.test.ts",
	"editor/plan/{editMasks,measureShift,pasteBack,planAreas}.test.ts",
	"editor/edits/{composedRequest,editRequests}.test.ts",
	"editor/session/{byteIdentity,acceptPart,results}.test.ts",
	"src/library/{documentStore,versions}.test.ts",
	"src/host/backend.test.ts",
	"src/gateway/maskCheck.test.ts",
];

const shared = {
	exclude: [
		...(process.env.QUICK ? SLOW : []),
		"**/node_modules/**",
		"dev/bare/**",
		"tests/{e2e,webkit,backend,package,release,editorPackage}/**",
		"target/**",
	],
	environment: "node",
	// Far more than a test needs: a loaded machine must not fail it.
	testTimeout: 120_000,
	// By default a polled expectation may take a second.
	expect: { poll: { timeout: 60_000 } },
} satisfies UserWorkspaceConfig["test"];

export default defineConfig({
	test: {
		// Every core: browsers and servers among the tests wait more than they work.
		maxWorkers: "100%",
		projects: [
			{
				test: {
					...shared,
					name: "editor",
					include: ["{editor,scripts}/**/*.test.{ts,tsx}"],
					// These rooms keep no state in modules and stub no globals, so that test files share the modules of their worker.
					isolate: false,
				},
			},
			{ test: { ...shared, name: "studio", include: ["{src,ui,dev,tests}/**/*.test.{ts,tsx}"] } },
		],
	},
});
