import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type UserWorkspaceConfig } from "vitest/config";

/** Left out of the quick checks: tests that start browsers, servers or compilers, and suites of several seconds. */
const SLOW = [
	"dev/{page,start,provider,mock}/**",
	"tests/{setup,devServer,rooms,docs/contributing}.test.ts",
	"scripts/run.test.ts",
	"scripts/release/{validate,versions}.test.ts",
	"editor/raster/{raster,shapes,matting/refineEdge,morphology/morphology,quickSelect/quickSelect,select/flood,select/select}.test.ts",
	"editor/codec/{encode/maskPng,decode/pngDecoder}.test.ts",
	"editor/images/patchCache.test.ts",
	"editor/plan/{editMasks,measureShift,measureTone,pasteBack,planAreas,proposeChange}.test.ts",
	"editor/edits/{composedRequest,editRequests,regionNotes}.test.ts",
	"editor/session/{byteIdentity,acceptPart,pictureSelector,placedParts,quickSelect,results}.test.ts",
	"editor/{document/{arrivals,history.property},work/{editRoundTrip,jobExecutor},state/rulerTicks}.test.ts",
	"src/library/{documentStore,versions}.test.ts",
	"src/host/backend.test.ts",
	"src/gateway/maskCheck.test.ts",
];

/** Test files that replace modules or the clock: each needs modules of its own. */
const ISOLATED = ["editor", "src", "ui"].flatMap((room) =>
	(readdirSync(resolve(import.meta.dirname, room), { recursive: true }) as string[])
		.map((path) => `${room}/${path.replaceAll("\\", "/")}`)
		.filter((path) => /\.test\.tsx?$/.test(path) && /vi\.(mock|useFakeTimers)\(/.test(readFileSync(path, "utf8"))),
);

const shared = {
	environment: "node",
	// Far more than a test needs: a loaded machine must not fail it.
	testTimeout: 120_000,
	// By default a polled expectation may take a second.
	expect: { poll: { timeout: 60_000 } },
} satisfies UserWorkspaceConfig["test"];
const exclude = [
	...(process.env.QUICK ? SLOW : []),
	"**/node_modules/**",
	"dev/bare/**",
	"tests/{e2e,webkit,backend,package,release,editorPackage}/**",
];

export default defineConfig({
	test: {
		// Every core: browsers and servers among the tests wait more than they work.
		maxWorkers: "100%",
		projects: [
			{
				test: {
					...shared,
					name: "shared modules",
					include: ["{editor,scripts,src,ui,dev,tests}/**/*.test.{ts,tsx}"],
					exclude: [...exclude, ...ISOLATED],
					// Test files share the modules of their worker, which takes a third of the CPU time. Tests therefore begin by resetting
					// the stores that they read; the setup file restores stubbed globals.
					isolate: false,
					setupFiles: ["tests/restoreStubs.ts", "tests/equalBytes.ts"],
				},
			},
			{ test: { ...shared, name: "isolated", include: ISOLATED, exclude, setupFiles: "tests/equalBytes.ts" } },
		],
	},
});
