// npm run mutants [-- --only ID,…] [--json FILE] [--markdown FILE]
// Applies each patch of tests/mutants to a copy of the repository and runs the test that it names. The test must fail: a
// mutant that survives shows a promise that no test holds. tests/mutants/README.md explains the patches.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Mutant, readMutants } from "./mutant";
import { copyTree, type MutantTree } from "./mutantTree";
import { runners, type TestRun } from "./runners";

/** Only `killed` is good: neither a compiler nor a missing test has noticed the broken promise. */
type Verdict = "killed" | "survived" | "does not apply" | "does not compile" | "test fails without it";

interface Row extends Pick<Mutant, "id" | "promise" | "breaks" | "runner" | "file" | "test"> {
	verdict: Verdict;
	seconds: number;
	note: string;
}

const { values: options } = parseArgs({
	args: process.argv.slice(2),
	options: { only: { type: "string" }, json: { type: "string" }, markdown: { type: "string" } },
});
const all = readMutants();
const ids = options.only?.split(",").map((id) => id.trim());
const unknown = ids?.filter((id) => !all.some((mutant) => mutant.id === id)) ?? [];
if (unknown.length > 0) {
	console.error(`mutants: there is no ${unknown.join(", ")}; mutants: ${all.map(({ id }) => id).join(", ")}`);
	process.exit(2);
}
const mutants = ids ? all.filter(({ id }) => ids.includes(id)) : all;

const tree = copyTree();
const rows: Row[] = [];
try {
	for (const runner of ["vitest", "cargo"] as const) {
		const ofRunner = mutants.filter((mutant) => mutant.runner === runner);
		if (ofRunner.length === 0) continue;
		console.log(`${runner}: ${ofRunner.length} tests without a mutant`);
		const unchanged = await runners[runner].runTests(tree.folder, ofRunner);
		for (const mutant of ofRunner) {
			const started = performance.now();
			const { verdict, note } = await judge(mutant, unchanged, tree);
			const { patch: _, changes: __, ...told } = mutant;
			rows.push({ ...told, verdict, seconds: Math.round((performance.now() - started) / 1000), note });
			console.log(`${verdict === "killed" ? "ok  " : "FAIL"} ${mutant.id}: ${verdict}`);
			if (note) console.error(note);
		}
	}
} finally {
	tree.remove();
}

async function judge(
	mutant: Mutant,
	unchanged: TestRun,
	{ folder, apply, revert }: MutantTree,
): Promise<Pick<Row, "verdict" | "note">> {
	if (unchanged.results.get(mutant.test) !== "passed") {
		return {
			verdict: "test fails without it",
			note: unchanged.failure ?? "the named test does not pass, or does not exist",
		};
	}
	const refusal = apply(mutant.patch);
	if (refusal !== undefined) return { verdict: "does not apply", note: refusal };
	const { compile, runTests } = runners[mutant.runner];
	try {
		const { results, failure } = await runTests(folder, [mutant]);
		const result = results.get(mutant.test);
		if (result === "passed") return { verdict: "survived", note: "" };
		const problem = result === undefined ? (failure ?? "the test did not run") : await compile(folder);
		return problem === undefined ? { verdict: "killed", note: "" } : { verdict: "does not compile", note: problem };
	} finally {
		revert(mutant.patch);
	}
}

const markdown = [
	"| mutant | promise | broken by | test that must fail | verdict | seconds |",
	"|---|---|---|---|---|---|",
	...rows.map(({ id, promise, breaks, file, test, verdict, seconds }) => {
		const cells = [
			id,
			promise,
			breaks,
			`\`${file}\`: ${test}`,
			verdict === "killed" ? verdict : `**${verdict}**`,
			seconds,
		];
		return `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
	}),
].join("\n");
const killed = rows.filter(({ verdict }) => verdict === "killed").length;
console.log(`\n${markdown}\n\n${killed} of ${rows.length} mutants killed`);
if (options.json) writeFileSync(options.json, `${JSON.stringify({ killed, rows }, null, "\t")}\n`);
if (options.markdown) writeFileSync(options.markdown, `${markdown}\n`);
process.exit(killed === rows.length ? 0 : 1);
