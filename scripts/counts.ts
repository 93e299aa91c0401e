// Reads the results of each test runner: the numbers of passed and failed tests, and the first lines of each failure.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

const root = resolve(import.meta.dirname, "..");
const cache = resolve(root, ".cache");
const isCi = Boolean(process.env.CI);

export interface Count {
	passed: number;
	failed: number;
	/** The name and the first lines of the error of each failed test; they are repeated at the end of the output. */
	failures?: string[];
	/** The same of each test that failed once and passed when it was tried again, as browser tests are on CI. */
	passedOnRetry?: string[];
}

/**
 * Reads Vitest's JSON report. A suite that fails to load counts as one failure, or a broken file would go unnoticed.
 */
export function countVitest(file: string): () => Count {
	return () => {
		const report = JSON.parse(readFileSync(resolve(cache, file), "utf8"));
		const broken = report.testResults.filter(
			(suite: { status: string; assertionResults: unknown[] }) =>
				suite.status === "failed" && suite.assertionResults.length === 0,
		).length;
		// Tests skip themselves when no browser is found. On CI all browsers are installed, so a skipped test is a failure.
		const skipped = isCi ? report.numPendingTests : 0;
		/** Names of the tests with this status in which an error occurred. */
		const withErrors = (wanted: string) =>
			report.testResults.flatMap((suite: VitestSuite) =>
				suite.assertionResults
					.filter(({ status, failureMessages }) => status === wanted && failureMessages.length > 0)
					.map((test) => failureText(`${suite.name} › ${test.fullName}`, test.failureMessages[0])),
			);
		return {
			passed: report.numPassedTests,
			failed: report.numFailedTests + broken + skipped,
			failures: withErrors("failed"),
			passedOnRetry: withErrors("passed"),
		};
	};
}

interface VitestSuite {
	name: string;
	assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}

const stripColours = (text: string) => stripVTControlCharacters(text).trim();
/** An expectation says on its further lines what it got. */
const SHOWN_LINES = 12;

function failureText(name: string, message = ""): string {
	const lines = stripColours(message)
		.split("\n")
		.filter((line) => !line.includes("/node_modules/"));
	const [first, ...more] = lines.slice(0, SHOWN_LINES);
	return [`${name.replace(`${root}/`, "")}: ${first}`, ...more.map((line) => `      ${line}`)].join("\n");
}

export function countCargo(output: string): Count {
	const results = [...output.matchAll(/test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/g)];
	if (results.length === 0) return { passed: 0, failed: 1 };
	const sum = (group: number) => results.reduce((total, match) => total + Number(match[group]), 0);
	const failures = [...output.matchAll(/^failures:\n((?: {4}\S+\n)+)/gm)].flatMap(([, names = ""]) =>
		names.trim().split(/\s+/),
	);
	return { passed: sum(1), failed: sum(2) + (isCi ? sum(3) : 0), failures };
}

export function countPlaywright(file: string): () => Count {
	return () => {
		const { stats, suites } = JSON.parse(readFileSync(resolve(cache, file), "utf8"));
		return {
			passed: stats.expected + stats.flaky,
			failed: stats.unexpected + (isCi ? stats.skipped : 0),
			failures: suites.flatMap((suite: PlaywrightSuite) => specsWithStatus(suite, "unexpected")),
			passedOnRetry: suites.flatMap((suite: PlaywrightSuite) => specsWithStatus(suite, "flaky")),
		};
	};
}

/** Reads the JSON of `npm run faults`: one row for each kind of fault. */
export function countFaults(file: string): () => Count {
	return () => {
		const { rows }: { rows: FaultRow[] } = JSON.parse(readFileSync(resolve(cache, file), "utf8"));
		const failed = rows.filter(({ ok }) => !ok);
		const failures = failed.flatMap(({ id, checked, problems }) =>
			problems.length > 0
				? problems.map(({ kind, text }) => failureText(`${id} › ${kind}`, text))
				: `${id}: ${checked} checked`,
		);
		return { passed: rows.length - failed.length, failed: failed.length, failures };
	};
}

interface FaultRow {
	id: string;
	ok: boolean;
	checked: number;
	problems: { kind: string; text: string }[];
}

interface PlaywrightSuite {
	specs: {
		file: string;
		title: string;
		tests: { status: string; results: { error?: { message?: string } }[] }[];
	}[];
	suites?: PlaywrightSuite[];
}

function specsWithStatus({ specs, suites = [] }: PlaywrightSuite, status: "unexpected" | "flaky"): string[] {
	const found = specs.filter(({ tests }) => tests.some((test) => test.status === status));
	return [
		...found.map(({ file, title, tests }) => failureText(`${file} › ${title}`, tests[0]?.results[0]?.error?.message)),
		...suites.flatMap((suite) => specsWithStatus(suite, status)),
	];
}
