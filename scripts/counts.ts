// What each runner says of its tests: how many passed, how many failed, which, and why.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

const root = resolve(import.meta.dirname, "..");
const cache = resolve(root, ".cache");
const isCi = Boolean(process.env.CI);

export interface Count {
	passed: number;
	failed: number;
	/** Which, and the first line of why: repeated at the very end, where nobody has to search for it. */
	failures?: string[];
}

/** Vitest's JSON: suites that fail to load count as one failure each, or a broken file would pass unseen. */
export function countVitest(file: string): () => Count {
	return () => {
		const report = JSON.parse(readFileSync(resolve(cache, file), "utf8"));
		const broken = report.testResults.filter(
			(suite: { status: string; assertionResults: unknown[] }) =>
				suite.status === "failed" && suite.assertionResults.length === 0,
		).length;
		// What skips itself for want of a browser must not pass for green where all browsers are installed.
		const skipped = isCi ? report.numPendingTests : 0;
		const failures = report.testResults.flatMap((suite: VitestSuite) =>
			suite.assertionResults
				.filter(({ status }) => status === "failed")
				.map((test) => told(`${suite.name} › ${test.fullName}`, test.failureMessages[0])),
		);
		return { passed: report.numPassedTests, failed: report.numFailedTests + broken + skipped, failures };
	};
}

interface VitestSuite {
	name: string;
	assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}

/** Of what terminals colour, the words alone. */
const plain = (text: string) => stripVTControlCharacters(text).trim();
const told = (name: string, why = "") => plain(`${name.replace(`${root}/`, "")}: ${plain(why).split("\n")[0]}`);

export function countCargo(output: string): Count {
	const results = [...output.matchAll(/test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/g)];
	if (results.length === 0) return { passed: 0, failed: 1 };
	const sum = (group: number) => results.reduce((total, match) => total + Number(match[group]), 0);
	const failures = [...output.matchAll(/^failures:\n((?: {4}\S+\n)+)/gm)].flatMap(([, names = ""]) =>
		names.trim().split(/\s+/),
	);
	return { passed: sum(1), failed: sum(2) + (isCi ? sum(3) : 0), failures };
}

export function countPlaywright(): Count {
	const { stats, suites } = JSON.parse(readFileSync(resolve(cache, "playwright.json"), "utf8"));
	const failures = suites.flatMap(failedSpecs);
	// A test that passed only on retry is not to be trusted; there are no retries, so flaky must stay 0.
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky + (isCi ? stats.skipped : 0), failures };
}

interface PlaywrightSuite {
	specs: { ok: boolean; file: string; title: string; tests: { results: { error?: { message?: string } }[] }[] }[];
	suites?: PlaywrightSuite[];
}

function failedSpecs({ specs, suites = [] }: PlaywrightSuite): string[] {
	const failed = specs.filter(({ ok }) => !ok);
	return [
		...failed.map(({ file, title, tests }) => told(`${file} › ${title}`, tests[0]?.results[0]?.error?.message)),
		...suites.flatMap(failedSpecs),
	];
}
