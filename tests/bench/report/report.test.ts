// The report draws what was recorded: every measured commit, the line of the target, the spread; and it needs nothing from
// elsewhere.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { measuredCommits, type RecordedRow, type RecordedRun, readHistory, recordRun, spreadOf } from "./history";
import { reportPage } from "./page";

const ROWS = [
	{ id: "stroke", promise: "A stroke is <fast>.", method: 'Frames of a "soft" mask.' },
	{ id: "bundle", promise: "The plugin is small.", method: "Bytes, gzipped." },
	{ id: "unmeasured", promise: "It starts at once.", method: "From script to prompt." },
];
const row = (id: string, value: number, more: Partial<RecordedRow> = {}): RecordedRow => ({
	id,
	value,
	unit: "×",
	target: 2,
	ok: value <= 2,
	note: "",
	...more,
});
const run = (commit: string, day: number, ...rows: RecordedRow[]): RecordedRun => ({
	commit,
	date: `2026-11-0${day}T08:00:00.000Z`,
	machine: "2 × Some CPU",
	rows,
});
const count = (text: string, part: string): number => text.split(part).length - 1;

describe("the report", () => {
	const spread = { min: 0.9, median: 1.1, max: 1.4, count: 6 };
	const page = reportPage(ROWS, [
		run("aaaaaaaa", 1, row("stroke", 1.5), row("bundle", 1)),
		run("bbbbbbbb", 2, row("stroke", 1.1, { spread, note: "p95 <b>" })),
		run("cccccccc", 3, row("bundle", 2.6)),
	]);

	it("has a card for each row with promise, method, spread and a plot with the line of the target", () => {
		expect(count(page, "<article")).toBe(2);
		expect(page).toContain("A stroke is &lt;fast&gt;.");
		expect(page).toContain("Frames of a &quot;soft&quot; mask.");
		expect(page).toContain("Of 6 measurements: smallest 0.9, median 1.1, largest 1.4.");
		expect(count(page, '<line class="target"')).toBe(2);
		expect(count(page, "<polyline")).toBe(2);
		expect(page).toContain("bbbbbbbb, 2026-11-02: 1.1 ×, rounds from 0.9 to 1.4");
	});

	it("says how many promises are met in their newest measurement, which are missed and which were never measured", () => {
		expect(page).toContain('1 of 2 promises met in their newest measurement. Missed: <a href="#bundle">');
		expect(page).toContain("Not measured yet: unmeasured.");
		expect(count(page, '<rect class="missed"')).toBe(1);
	});

	it("says why a row is missed whose value meets its target", () => {
		const missed = reportPage(ROWS, [run("aaaaaaaa", 1, row("stroke", 1, { ok: false, note: "longest task 90 ms" }))]);
		expect(missed).toContain("another limit is missed: longest task 90 ms.");
		expect(page).not.toContain("another limit is missed");
	});

	it("loads nothing and runs nothing", () => {
		expect(page).not.toMatch(/https?:|<script|<link|@import|url\(/);
		expect(page).not.toContain("<b>");
	});

	it("without a history says so", () => {
		expect(reportPage(ROWS, [])).toContain("No commit was measured yet.");
	});
});

it("a higher value lies higher, and a value at its target on the target's line", () => {
	const page = reportPage(ROWS, [run("aaaaaaaa", 1, row("stroke", 2)), run("bbbbbbbb", 2, row("stroke", 1))]);
	const [, atTarget, below] =
		page.match(/<circle class="met" cx="[^"]+" cy="([^"]+)".*?<circle class="met" cx="[^"]+" cy="([^"]+)"/s) ?? [];
	const line = /<line class="target"[^>]* y1="([^"]+)"/.exec(page)?.[1];
	expect(atTarget).toBe(line);
	expect(Number(below)).toBeGreaterThan(Number(atTarget));
});

it("the spread of rounds leaves out what could not be divided", () => {
	expect(spreadOf([3, 1, 2, Number.NaN])).toEqual({ min: 1, median: 2, max: 3, count: 3 });
	expect(spreadOf([])).toBeUndefined();
});

it("runs of one commit are one measurement, in which the newest figure counts", () => {
	const runs = [
		run("a", 1, row("stroke", 1), row("bundle", 1)),
		run("b", 2, row("stroke", 3)),
		run("a", 3, row("stroke", 2)),
	];
	const commits = measuredCommits(runs);
	expect(commits.map(({ commit }) => commit)).toEqual(["b", "a"]);
	expect(commits[1]?.rows.map(({ id, value }) => [id, value])).toEqual([
		["stroke", 2],
		["bundle", 1],
	]);
});

describe("the history", () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "history-"));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it("has one line for each commit and machine, to which further runs add their rows", () => {
		const file = join(folder, "history.jsonl");
		expect(readHistory(file)).toEqual([]);
		writeFileSync(file, `${JSON.stringify(run("aaaaaaaa", 1, row("stroke", 3)))}\n`);
		recordRun([row("stroke", 1)], file);
		recordRun([row("bundle", 2)], file);
		expect(count(readFileSync(file, "utf8"), "\n")).toBe(2);
		const [before, first] = readHistory(file);
		expect(before?.commit).toBe("aaaaaaaa");
		expect(first?.rows).toMatchObject([
			{ id: "stroke", value: 1 },
			{ id: "bundle", value: 2 },
		]);
		expect(Number.isNaN(Date.parse(first?.date ?? ""))).toBe(false);
		expect(first?.machine).toMatch(/GiB/);
	});

	it("that is committed can be read and drawn", () => {
		for (const { commit, rows } of readHistory()) {
			expect(commit).toMatch(/^[0-9a-f]{7,}\+?$/);
			for (const { value, target } of rows)
				expect([Number.isFinite(value), Number.isFinite(target)]).toEqual([true, true]);
		}
	});
});
