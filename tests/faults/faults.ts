// npm run faults -- [--seed N] [--rounds K] [--only ID,…] [--json FILE] [--markdown FILE] [--merge FILE,…]
// Causes faults and checks that no finished result is lost, nothing panics, nothing hangs and nothing secret comes out. Prints
// one table. The same seed makes the same choices; the moments of the processes differ. README.md explains the kinds.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type FaultReport, FULL_ROUNDS, type Problem, toProblem } from "./faultKind";
import { faultKinds } from "./kinds";
import { createRandom } from "./random";

interface Row {
	id: string;
	faults: number;
	checked: number;
	lost: number;
	panics: number;
	hangs: number;
	leaks: number;
	seconds: number;
	ok: boolean;
	note: string;
	problems: readonly Problem[];
}

const { values: options } = parseArgs({
	args: process.argv.slice(2),
	options: {
		seed: { type: "string", default: "1" },
		rounds: { type: "string", default: String(FULL_ROUNDS) },
		only: { type: "string" },
		json: { type: "string" },
		markdown: { type: "string" },
		merge: { type: "string" },
	},
});
const [seed, rounds] = [Number(options.seed), Number(options.rounds)];
const ids = options.only?.split(",").map((id) => id.trim());
const unknown = ids?.filter((id) => !faultKinds.some((kind) => kind.id === id)) ?? [];
if (!Number.isSafeInteger(seed) || !(rounds >= 1) || unknown.length > 0) {
	console.error(`faults: --seed and --rounds are integers; kinds: ${faultKinds.map(({ id }) => id).join(", ")}`);
	process.exit(2);
}

/** Rows of earlier runs, which ran other kinds with the same seed and rounds; kinds that have one are not run again. */
const earlier = (options.merge?.split(",") ?? []).flatMap(readRows);

function readRows(file: string): readonly Row[] {
	const run: { seed: number; rounds: number; rows: Row[] } = JSON.parse(readFileSync(file, "utf8"));
	if (run.seed === seed && run.rounds === rounds) return run.rows;
	console.error(`faults: ${file} is of seed ${run.seed} with ${run.rounds} rounds`);
	process.exit(2);
}

const rows: Row[] = [];
for (const kind of faultKinds) {
	const before = earlier.find(({ id }) => id === kind.id);
	if (before) rows.push(before);
	if (before || (ids && !ids.includes(kind.id))) continue;
	console.log(`${kind.id}: ${kind.title}`);
	const started = performance.now();
	const report = await kind
		.run({ random: createRandom(seed, kind.id), rounds })
		.catch((error): FaultReport => ({ faults: 0, checked: 0, problems: [toProblem(error)] }));
	const { faults, checked, problems, note = "" } = report;
	const count = (wanted: Problem["kind"]): number => problems.filter(({ kind }) => kind === wanted).length;
	rows.push({
		id: kind.id,
		faults,
		checked,
		lost: count("lost"),
		panics: count("panic"),
		hangs: count("hang"),
		leaks: count("leak"),
		seconds: Math.round((performance.now() - started) / 1000),
		ok: problems.length === 0 && checked > 0,
		note,
		problems,
	});
	for (const problem of problems) console.error(`${kind.id}: ${problem.kind}: ${problem.text}`);
}

const figures = (row: Row) => [row.faults, row.checked, row.lost, row.panics, row.hangs, row.leaks, row.seconds];
const markdown = [
	`Seed ${seed}, ${rounds} rounds.`,
	"",
	"| fault | faults | checked | lost | panics | hangs | leaks | seconds | note |",
	"|---|---|---|---|---|---|---|---|---|",
	...rows.map((row) => `| ${[row.ok ? row.id : `FAILED ${row.id}`, ...figures(row), row.note].join(" | ")} |`),
	...rows.flatMap(({ id, problems }) => problems.map(({ kind, text }) => `\n${id}: ${kind}: ${text}`)),
].join("\n");
console.log(markdown);
if (options.json) writeFileSync(options.json, `${JSON.stringify({ seed, rounds, rows }, null, "\t")}\n`);
if (options.markdown) writeFileSync(options.markdown, `${markdown}\n`);
process.exit(rows.every(({ ok }) => ok) ? 0 : 1);
