// npm run bench -- --json FILE [--only ID,…] [--check]
// Runs the rows and writes their figures; --check compares them with the committed baseline. README.md explains the
// rows.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { closeEditorBench } from "./editor/editorBench";
import { closeStudios } from "./library/studioPage";
import { rows } from "./rows";

interface Result {
	id: string;
	value: number | null;
	unit: string;
	target: number;
	ok: boolean;
	note: string;
}

/** --check fails if a figure is larger than the committed one by more than this factor. */
const ALLOWANCE = 1.25;

const { values: options } = parseArgs({
	args: process.argv.slice(2),
	options: { json: { type: "string" }, only: { type: "string" }, check: { type: "boolean", default: false } },
});

const requestedIds = options.only?.split(",").map((id) => id.trim());
const unknown = requestedIds?.filter((id) => !rows.some((row) => row.id === id)) ?? [];
if (unknown.length > 0) {
	console.error(`bench: there is no row ${unknown.join(", ")}; rows: ${rows.map(({ id }) => id).join(", ")}`);
	process.exit(2);
}

const results: Result[] = [];
for (const row of rows) {
	if (requestedIds && !requestedIds.includes(row.id)) continue;
	const { id, unit, target } = row;
	try {
		const { value, note = "", isMet = true } = await row.measure();
		results.push({ id, value, unit, target, ok: value <= target && isMet, note });
	} catch (error) {
		results.push({ id, value: null, unit, target, ok: false, note: `not measured: ${error}` });
	}
	const { value, ok, note } = results.at(-1) as Result;
	console.log(`${ok ? "ok  " : "OVER"} ${id}: ${value ?? "-"} ${unit} (target ${target}) ${note}`);
}
await closeEditorBench();
await closeStudios();

if (options.json) writeFileSync(options.json, `${JSON.stringify({ rows: results }, null, "\t")}\n`);

if (options.check) {
	const baseline: { rows: Result[] } = JSON.parse(readFileSync(resolve(import.meta.dirname, "baseline.json"), "utf8"));
	for (const committed of baseline.rows) {
		if (requestedIds && !requestedIds.includes(committed.id)) continue;
		const now = results.find(({ id }) => id === committed.id);
		if (now?.value == null || committed.value == null) {
			console.error(`bench: the row ${committed.id} is missing`);
			process.exitCode = 1;
		} else if (now.value > committed.value * ALLOWANCE) {
			console.error(`bench: ${committed.id} is ${now.value} ${now.unit}, committed ${committed.value}`);
			process.exitCode = 1;
		}
	}
}
if (results.some(({ value }) => value === null)) process.exitCode = 1;
