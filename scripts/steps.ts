// The steps of `npm test`, and which wait for which. On two cores the longest chain is build, pack, Chromium;
// everything else runs beside it.
import { resolve } from "node:path";
import { type Count, countCargo, countPlaywright, countVitest } from "./counts";
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

/** The release profile without the optimisations, which take most of the build's time. */
const FAST_RELEASE = {
	CARGO_PROFILE_RELEASE_LTO: "off",
	CARGO_PROFILE_RELEASE_OPT_LEVEL: "0",
	CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16",
};

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

export function steps({ isRelease }: { isRelease: boolean }): Step[] {
	return [
		{
			name: "cargo build",
			command: ["cargo", "build", "--workspace", "--locked", "--quiet"],
			env: WITH_CLIPPY,
			isSlow: true,
		},
		{ name: "Biome", command: [bin("biome"), "check", "--error-on-warnings", "."] },
		{ name: "rooms", command: ["node", "scripts/run.mjs", "scripts/checkRooms.ts"] },
		{ name: "TypeScript", command: [bin("tsc"), "-p", "tsconfig.json"] },
		{ name: "TypeScript, pure rooms", command: [bin("tsc"), "-p", "tsconfig.pure.json"] },
		{ name: "knip", command: [bin("knip")] },
		{ name: "plugin:check", command: ["npm", "run", "--silent", "plugin:check"], mustNotPrint: /warning:/ },
		{ name: "cargo fmt", command: ["cargo", "fmt", "--all", "--check"] },
		vitest("unit and property tests", "vitest.config.ts", "vitest.json"),
		{
			name: "plugin:pack",
			command: ["npm", "run", "--silent", "plugin:pack"],
			env: isRelease ? {} : FAST_RELEASE,
			mustNotPrint: /warning:/,
			after: ["cargo build"],
			isSlow: true,
		},
		{
			name: "end to end, Chromium",
			report: "playwright.json",
			command: [bin("playwright"), "test", "--config", "tests/e2e/playwright.config.ts"],
			count: countPlaywright,
			after: ["plugin:pack"],
			isSlow: true,
		},
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
			...vitest("misbehaving servers", "tests/backend/vitest.config.ts", "vitest-backend.json"),
			after: ["cargo build"],
			isSlow: true,
		},
		{
			name: "cargo test",
			command: ["cargo", "test", "--workspace", "--locked", "--quiet"],
			env: WITH_CLIPPY,
			count: countCargo,
			after: ["cargo build"],
			isSlow: true,
		},
		{
			...vitest("the package", "tests/package/vitest.config.ts", "vitest-package.json"),
			env: isRelease ? {} : FAST_RELEASE,
			// It packs once more, into the folder that the end-to-end tests read.
			after: ["end to end, Chromium", "cargo test"],
			isSlow: true,
		},
		{
			...vitest("end to end, WebKitGTK", "tests/webkit/vitest.config.ts", "vitest-webkit.json"),
			after: ["plugin:pack", "the editor in Chromium"],
			isSlow: true,
			needsWebKit: true,
		},
	];
}
