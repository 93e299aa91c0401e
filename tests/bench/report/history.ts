// The figures of measured commits: history.jsonl, one line for each commit that was measured with --record on a machine.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";
import { resolve } from "node:path";

export const HISTORY_FILE = resolve(import.meta.dirname, "../history.jsonl");

export interface Spread {
	readonly min: number;
	readonly median: number;
	readonly max: number;
	/** Number of rounds, or of single measurements such as frames. */
	readonly count: number;
}

export interface RecordedRow {
	readonly id: string;
	readonly value: number;
	readonly unit: string;
	/** As it was then: targets may be tightened. */
	readonly target: number;
	readonly ok: boolean;
	readonly spread?: Spread;
	readonly note: string;
}

export interface RecordedRun {
	/** Abbreviated; with "+" if the working tree had other changes. */
	readonly commit: string;
	/** Of the run, ISO 8601. */
	readonly date: string;
	readonly machine: string;
	readonly rows: readonly RecordedRow[];
}

/** One measured commit: the newest figure of each row. */
export type MeasuredCommit = RecordedRun;

export function spreadOf(rounds: readonly number[]): Spread | undefined {
	const sorted = rounds.filter(Number.isFinite).sort((a, b) => a - b);
	const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toPrecision(4));
	return sorted.length === 0 ? undefined : { min: at(0), median: at(0.5), max: at(1), count: sorted.length };
}

export function readHistory(file = HISTORY_FILE): RecordedRun[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
	return lines.map((line) => JSON.parse(line) as RecordedRun);
}

/** A further run of a commit on the same machine adds its rows to the commit's line. */
export function recordRun(rows: readonly RecordedRow[], file = HISTORY_FILE): void {
	const run: RecordedRun = {
		commit: currentCommit(),
		date: new Date().toISOString(),
		machine: describeMachine(),
		rows,
	};
	const lines = measuredCommits([...readHistory(file), run]).map((commit) => `${JSON.stringify(commit)}\n`);
	writeFileSync(file, lines.join(""));
}

/** Runs of the same commit on the same machine are one measurement, in which the newest figure of each row counts. */
export function measuredCommits(runs: readonly RecordedRun[]): MeasuredCommit[] {
	const measured = new Map<string, MeasuredCommit>();
	const byDate = [...runs].sort((a, b) => a.date.localeCompare(b.date));
	for (const run of byDate) {
		const key = `${run.commit} ${run.machine}`;
		const rows = new Map([...(measured.get(key)?.rows ?? []), ...run.rows].map((row) => [row.id, row]));
		measured.set(key, { ...run, rows: [...rows.values()] });
	}
	return [...measured.values()].sort((a, b) => a.date.localeCompare(b.date));
}

function currentCommit(): string {
	const git = (...args: string[]) =>
		spawnSync("git", args, { cwd: import.meta.dirname, encoding: "utf8" }).stdout.trim();
	// The history itself is written by every run.
	const changes = git(
		"status",
		"--porcelain",
		"--untracked-files=no",
		"--",
		":/",
		`:(exclude,top)tests/bench/history.jsonl`,
	);
	return git("rev-parse", "--short=8", "HEAD") + (changes === "" ? "" : "+");
}

function describeMachine(): string {
	const [cpu] = cpus();
	const model = (cpu?.model ?? "")
		.replace(/\((R|TM)\)/g, "")
		.replace(/\s+/g, " ")
		.trim();
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${cpus().length} × ${model || "unknown processor"}, ${memory} GiB, ${platform()} ${arch()}, Node ${process.versions.node}`;
}
