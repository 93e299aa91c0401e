// Runs named tests in a copy of the repository: by Vitest, or by cargo. A test that cannot be compiled has no result.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { escapeRegExp, type Mutant, NAME_SEPARATOR } from "./mutant";
import { run } from "./mutantTree";

const root = resolve(import.meta.dirname, "../..");

export type NamedTest = Pick<Mutant, "file" | "test">;

export interface TestRun {
	/** By name; tests that did not run are missing. */
	readonly results: ReadonlyMap<string, "passed" | "failed">;
	/** The compiler's or the runner's last lines, if the tests could not be run. */
	readonly failure?: string;
}

export interface Runner {
	/** Returns the reason why the sources are not valid, or undefined. */
	compile(folder: string): Promise<string | undefined>;
	/** All tests are of one runner. */
	runTests(folder: string, tests: readonly NamedTest[]): Promise<TestRun>;
}

const lastLines = (output: string): string => output.trim().split("\n").slice(-25).join("\n");

interface VitestReport {
	testResults: {
		status: string;
		message: string;
		assertionResults: { ancestorTitles: string[]; title: string; status: string }[];
	}[];
}

const vitest: Runner = {
	// Vitest removes types without checking them.
	async compile(folder) {
		const tsc = resolve(root, "node_modules/typescript/bin/tsc");
		const incremental = ["--incremental", "--tsBuildInfoFile", join(folder, ".cache/mutants.tsbuildinfo")];
		const command: [string, ...string[]] = [process.execPath, tsc, "-p", "tsconfig.json", ...incremental];
		const { status, output } = await run(command, { cwd: folder });
		return status === 0 ? undefined : lastLines(output);
	},
	async runTests(folder, tests) {
		const reports = mkdtempSync(join(tmpdir(), "mutants-report-"));
		const report = join(reports, "report.json");
		// Vitest joins the names of suites and test by spaces.
		const names = tests.map(({ test }) => `^${escapeRegExp(test.replaceAll(NAME_SEPARATOR, " "))}$`);
		const { output } = await run(
			[
				process.execPath,
				resolve(root, "node_modules/vitest/vitest.mjs"),
				...["run", ...new Set(tests.map(({ file }) => file))],
				...["--testNamePattern", names.join("|"), "--reporter=json", `--outputFile=${report}`],
			],
			{ cwd: folder },
		);
		try {
			if (!existsSync(report)) return { results: new Map(), failure: lastLines(output) };
			const { testResults }: VitestReport = JSON.parse(readFileSync(report, "utf8"));
			const assertions = testResults.flatMap(({ assertionResults }) => assertionResults);
			const ran = assertions.filter(({ status }) => status === "passed" || status === "failed");
			const broken = testResults.find(
				({ status, assertionResults }) => status === "failed" && !assertionResults.length,
			);
			return {
				results: new Map(
					ran.map(({ ancestorTitles, title, status }) => [
						[...ancestorTitles, title].join(NAME_SEPARATOR),
						status as "passed" | "failed",
					]),
				),
				...(broken ? { failure: broken.message } : {}),
			};
		} finally {
			rmSync(reports, { recursive: true, force: true });
		}
	},
};

/** The arguments that select the test binary of a file. */
function cargoTarget(file: string): string {
	const integration = /^(backend|dev\/devhost)\/tests\/(\w+)/.exec(file);
	const name = file.startsWith("dev/devhost/") ? "devhost" : "hf-image-studio";
	return [name, ...(integration ? ["--test", integration[2]] : ["--lib"])].join(" ");
}

/** All mutants share it, so that each compiles the changed crate alone. */
const targetFolder = process.env.CARGO_TARGET_DIR ?? resolve(root, ".cache/mutants-target");

const cargo: Runner = {
	// The tests' own compilation tells.
	compile: async () => undefined,
	async runTests(folder, tests) {
		const results = new Map<string, "passed" | "failed">();
		for (const target of new Set(tests.map(({ file }) => cargoTarget(file)))) {
			const names = tests.filter(({ file }) => cargoTarget(file) === target).map(({ test }) => test);
			const { status, output } = await run(
				[
					"cargo",
					"test",
					"--locked",
					"--quiet",
					"-p",
					...target.split(" "),
					"--",
					"--exact",
					"--test-threads=1",
					...names,
				],
				{ cwd: folder, env: { ...process.env, CARGO_TARGET_DIR: targetFolder, CARGO_TERM_COLOR: "never" } },
			);
			if (/could not compile|^error(\[\w+\])?:/m.test(output) && !/^running \d/m.test(output)) {
				return { results, failure: lastLines(output) };
			}
			const count = Number(/^running (\d+) tests?$/m.exec(output)?.[1] ?? 0);
			if (count !== names.length) return { results, failure: `cargo found ${count} of ${names.length} tests` };
			for (const name of names) {
				// A process that died names no failures; it ran this test alone.
				const isFailed = output.includes(`\n    ${name}\n`) || (names.length === 1 && status !== 0);
				results.set(name, isFailed ? "failed" : "passed");
			}
		}
		return { results };
	},
};

export const runners: Readonly<Record<Mutant["runner"], Runner>> = { vitest, cargo };
