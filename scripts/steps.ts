// The steps of `npm test`, and which wait for which. Of those that could start, the first in the list does: the longest, the
// end-to-end tests in Chromium, before packing, so that they do not run alone at the end.
import { resolve } from "node:path";
import { BACKEND_FOLDER } from "./builtBackend";
import { PAGE_FOLDER } from "./builtPage";
import { type Count, countCargo, countFaults, countPlaywright, countVitest } from "./counts";
import { portableBuild } from "./rustFlags.mjs";
import type { Scheduled } from "./schedule";

export interface Step extends Scheduled {
	command: string[];
	/** Reads the runner's own figures; without it the exit code is one passed or one failed. */
	count?: (output: string) => Count;
	/** The file in .cache that the runner leaves its figures in. */
	report?: string;
	/** A line that must not appear although the command succeeded. */
	mustNotPrint?: RegExp;
	env?: Record<string, string>;
	/** Needs the backend or a browser: not part of the quick checks. */
	isSlow?: boolean;
	needsWebKit?: boolean;
	/** Covered by other steps of the full run. */
	isQuickOnly?: boolean;
}

const root = resolve(import.meta.dirname, "..");
const bin = (name: string) => resolve(root, "node_modules/.bin", name);

/**
 * The release profile without the optimisations, which take most of the build's time. The tests' build and the package's
 * share it, so that dependencies are compiled once; only the tests' build has the debug commands.
 */
const FAST_RELEASE = {
	CARGO_PROFILE_RELEASE_LTO: "off",
	CARGO_PROFILE_RELEASE_OPT_LEVEL: "0",
	CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16",
	CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS: "true",
};
/** Packing for the tests; `--release` packs as `npm run plugin:pack` does. */
const FAST_PACK = { ...FAST_RELEASE, PACK_WORKSPACE: "1" };
const TEST_BUILD = ["--workspace", "--locked", "--quiet", "--release", "--features", "hf-image-studio/debug-commands"];

/**
 * As `cargo clippy -- -D warnings` runs the compiler, but on a real build: clippy itself would compile every dependency once
 * more, which takes two minutes on two cores.
 */
const WITH_CLIPPY = {
	RUSTC_WORKSPACE_WRAPPER: "clippy-driver",
	CLIPPY_ARGS: ["-D", "warnings"].map((argument) => `${argument}__CLIPPY_HACKERY__`).join(""),
};

function vitest(name: string, config: string, report: string): Step {
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${resolve(root, ".cache", report)}`];
	return {
		name,
		report,
		command: [bin("vitest"), "run", "--config", config, ...reporters],
		count: countVitest(report),
	};
}

function playwright(project: string, name: string, after: string[]): Step {
	const report = `playwright-${project}.json`;
	return {
		name,
		report,
		command: [bin("playwright"), "test", "--config", "tests/e2e/playwright.config.ts", `--project=${project}`],
		count: countPlaywright(report),
		env: {
			BACKEND_FOLDER,
			PAGE_FOLDER,
			E2E_RESULTS: `e2e-${project}`,
			PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(root, ".cache", report),
		},
		after,
		isSlow: true,
	};
}

export function steps({ isRelease }: { isRelease: boolean }): Step[] {
	return [
		{
			name: "cargo build",
			command: ["node", "scripts/run.mjs", "scripts/builtBackend.ts", ...TEST_BUILD],
			env: { ...FAST_RELEASE, ...WITH_CLIPPY, ...portableBuild() },
			isSlow: true,
		},
		{
			name: "development page",
			command: ["node", "scripts/run.mjs", "scripts/builtPage.ts"],
			isSlow: true,
		},
		{ name: "Biome", command: [bin("biome"), "check", "--error-on-warnings", "."] },
		{ name: "rooms", command: ["node", "scripts/run.mjs", "scripts/checkRooms.ts"] },
		{ name: "TypeScript", command: [bin("tsc"), "-p", "tsconfig.json"] },
		{ name: "TypeScript, pure rooms", command: [bin("tsc"), "-p", "tsconfig.pure.json"] },
		{ name: "knip", command: [bin("knip")] },
		{ name: "plugin:check", command: ["npm", "run", "--silent", "plugin:check"], mustNotPrint: /warning:/ },
		{ name: "npm licences", command: ["npm", "run", "--silent", "licences"] },
		{ name: "cargo fmt", command: ["cargo", "fmt", "--all", "--check"] },
		vitest("unit and property tests", "vitest.config.ts", "vitest.json"),
		{
			name: "cargo test",
			command: ["cargo", "test", "--no-fail-fast", ...TEST_BUILD],
			env: { ...FAST_RELEASE, ...WITH_CLIPPY, ...portableBuild() },
			count: countCargo,
			after: ["cargo build"],
			isSlow: true,
		},
		playwright("studio", "end to end, Chromium", ["cargo build", "development page"]),
		{
			name: "plugin:pack",
			command: ["npm", "run", "--silent", "plugin:pack"],
			env: isRelease ? {} : FAST_PACK,
			mustNotPrint: /warning:/,
			// It replaces the library in target/release by one without the debug commands, which cargo test would compile again; the
			// other steps use the copy in BACKEND_FOLDER.
			after: ["cargo test"],
			isSlow: true,
		},
		playwright("package", "the packed plugin, Chromium", ["plugin:pack", "development page"]),
		{
			name: "cargo clippy",
			command: ["cargo", "clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"],
			isQuickOnly: true,
		},
		{
			...vitest("the editor in Chromium", "dev/bare/vitest.config.ts", "vitest-bare.json"),
			after: ["unit and property tests"],
			isSlow: true,
		},
		{
			...vitest("the editor as a package", "tests/editorPackage/vitest.config.ts", "vitest-editor-package.json"),
			after: ["unit and property tests"],
			isSlow: true,
		},
		{
			...vitest("misbehaving servers", "tests/backend/vitest.config.ts", "vitest-backend.json"),
			env: { BACKEND_FOLDER },
			after: ["cargo build"],
			isSlow: true,
		},
		{
			name: "kills of backend and browser, misbehaving providers",
			report: "faults.json",
			// The other kinds of faults run in `cargo test`, a few of each, but storage-quota, which waits for the browser for minutes.
			command: [
				...["node", "scripts/run.mjs", "tests/faults/faults.ts", "--seed", "1", "--rounds", "5"],
				...["--only", "backend-kills,browser-kills,providers", "--json", resolve(root, ".cache/faults.json")],
			],
			count: countFaults("faults.json"),
			env: { BACKEND_FOLDER, PAGE_FOLDER },
			after: ["cargo build", "development page", "misbehaving servers"],
			isSlow: true,
		},
		{
			...vitest("the package and its release", "tests/package/vitest.config.ts", "vitest-package.json"),
			env: isRelease ? {} : FAST_PACK,
			// It packs once more, into the folder that the tests of the packed plugin read.
			after: ["the packed plugin, Chromium"],
			isSlow: true,
		},
		{
			...vitest("end to end, WebKitGTK", "tests/webkit/vitest.config.ts", "vitest-webkit.json"),
			env: { BACKEND_FOLDER, PAGE_FOLDER },
			after: ["plugin:pack", "development page", "the editor in Chromium"],
			isSlow: true,
			needsWebKit: true,
		},
	];
}
