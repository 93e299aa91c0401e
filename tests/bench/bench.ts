// npm run bench -- [--only ID,…] [--json FILE] [--check] [--record] [--report [--out FILE]] [--list]
// Runs the rows and writes their figures; --check compares them with the committed baseline, --record adds them to the
// history, --report alone draws the history without measuring. README.md explains how rows measure.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { closeEditorBench } from "./editor/editorBench";
import { closeStudios } from "./library/studioPage";
import { type RecordedRow, readHistory, recordRun, type Spread, spreadOf } from "./report/history";
import { reportPage } from "./report/page";
import type { Row } from "./row";
import { rows } from "./rows";

interface Result {
	id: string;
	value: number | null;
	unit: string;
	target: number;
	ok: boolean;
	spread?: Spread;
	note: string;
}

/** --check fails if a figure is larger than the committed one by more than this factor. */
const ALLOWANCE = 1.25;
const REPORT_FILE = resolve(import.meta.dirname, "../../.cache/bench/report.html");

const { values: options } = parseArgs({
	args: process.argv.slice(2),
	options: {
		json: { type: "string" },
		only: { type: "string" },
		check: { type: "boolean", default: false },
		record: { type: "boolean", default: false },
		report: { type: "boolean", default: false },
		out: { type: "string", default: REPORT_FILE },
		list: { type: "boolean", default: false },
	},
});

const requestedIds = options.only?.split(",").map((id) => id.trim());
const unknown = requestedIds?.filter((id) => !rows.some((row) => row.id === id)) ?? [];
if (unknown.length > 0) {
	console.error(`bench: there is no row ${unknown.join(", ")}; rows: ${rows.map(({ id }) => id).join(", ")}`);
	process.exit(2);
}

if (options.list) listRows();
else {
	// A report of what was recorded before measures nothing.
	const isReportAlone = options.report && !(options.record || options.check || options.json || options.only);
	if (!isReportAlone) await measureRows();
	if (options.report) writeReport(resolve(options.out));
}

function listRows(): void {
	console.log("| row | promise | method | target |\n|---|---|---|---|");
	for (const { id, promise, method, target, unit } of rows) {
		console.log(`| \`${id}\` | ${promise} | ${method} | ${target} ${unit} |`);
	}
}

async function measureRows(): Promise<void> {
	const results: Result[] = [];
	for (const row of rows) {
		if (requestedIds && !requestedIds.includes(row.id)) continue;
		const result = await measureRow(row);
		results.push(result);
		const { id, value, unit, target, ok, note } = result;
		console.log(`${ok ? "ok  " : "OVER"} ${id}: ${value ?? "-"} ${unit} (target ${target}) ${note}`);
	}
	await closeEditorBench();
	await closeStudios();
	if (options.json) writeFileSync(options.json, `${JSON.stringify({ rows: results }, null, "\t")}\n`);
	if (options.record) recordRun(results.filter((result): result is RecordedRow => result.value !== null));
	if (options.check) compareWithBaseline(results);
	if (results.some(({ value }) => value === null)) process.exitCode = 1;
}

async function measureRow({ id, unit, target, measure }: Row): Promise<Result> {
	try {
		const { value, note = "", isMet = true, rounds = [] } = await measure();
		const spread = spreadOf(rounds);
		return { id, value, unit, target, ok: value <= target && isMet, ...(spread ? { spread } : {}), note };
	} catch (error) {
		return { id, value: null, unit, target, ok: false, note: `not measured: ${error}` };
	}
}

function compareWithBaseline(results: readonly Result[]): void {
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

function writeReport(file: string): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, reportPage(rows, readHistory()));
	console.log(`report: ${file}`);
}
