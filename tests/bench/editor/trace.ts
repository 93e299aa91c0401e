// Measures the tasks of the page's main thread, and the JavaScript in them, with Chromium's tracing. Times are thread
// CPU times, so that other load on the machine has little effect.
import type { Browser, Page } from "@playwright/test";

export interface Task {
	/** Milliseconds of CPU time (`busy`) and of wall-clock time. */
	readonly busy: number;
	readonly wall: number;
	/** The part of `busy` in the page's JavaScript, including garbage collection. */
	readonly script: number;
	/** True if the task ran callbacks of requestAnimationFrame. */
	readonly isFrame: boolean;
	/** Input events that the task handled: "keydown", "pointermove" … */
	readonly events: readonly string[];
}

interface TraceEvent {
	readonly name: string;
	readonly ph: string;
	readonly pid: number;
	readonly tid: number;
	/** Microseconds. */
	readonly ts: number;
	readonly dur?: number;
	readonly tdur?: number;
	readonly args: { readonly data?: { readonly type?: string }; readonly name?: string };
}

const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"];

export interface Trace {
	/** Tasks of the main thread. */
	readonly tasks: readonly Task[];
	/** CPU time of the page's workers in milliseconds. */
	readonly workers: number;
}

/** Traces the page while `act` runs and for two more frames. */
export async function tracePage(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<Trace> {
	await browser.startTracing(page, { categories: CATEGORIES });
	await page.evaluate(() => performance.mark("bench"));
	await act();
	await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
	const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
	return { tasks: mainThreadTasks(traceEvents), workers: workerMilliseconds(traceEvents) };
}

function workerMilliseconds(all: readonly TraceEvent[]): number {
	const workers = all.filter(({ name, args }) => name === "thread_name" && args.name === "DedicatedWorker thread");
	const names = new Set(workers.map(({ pid, tid }) => `${pid}/${tid}`));
	const tasks = all.filter(({ name, ph, pid, tid }) => name === "RunTask" && ph === "X" && names.has(`${pid}/${tid}`));
	return tasks.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
}

function mainThreadTasks(all: readonly TraceEvent[]): readonly Task[] {
	// Only the page in the foreground draws frames.
	const frame = all.find(({ name }) => name === "FireAnimationFrame");
	if (frame === undefined) throw new Error("no frame in the trace");
	const mainThread = all
		.filter(({ ph, pid, tid }) => ph === "X" && pid === frame.pid && tid === frame.tid)
		.sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
	const tasks: (Omit<Task, "events"> & { script: number; isFrame: boolean; events: string[]; end: number })[] = [];
	let scriptEnd = 0;
	for (const { name, ts, dur = 0, tdur = dur, args } of mainThread) {
		if (name === "RunTask") {
			const now = tasks.at(-1);
			if (now !== undefined && ts < now.end) continue;
			tasks.push({ busy: tdur / 1000, wall: dur / 1000, script: 0, isFrame: false, events: [], end: ts + dur });
		}
		const task = tasks.at(-1);
		if (task === undefined || ts >= task.end) continue;
		if (name === "FireAnimationFrame") task.isFrame = true;
		if (name === "EventDispatch" && args.data?.type !== undefined) task.events.push(args.data.type);
		if (name === "FunctionCall" && ts >= scriptEnd) {
			task.script += tdur / 1000;
			scriptEnd = ts + dur;
		}
	}
	return tasks;
}

export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** Of rounds that were measured in pairs. */
export const ratios = (ours: readonly number[], theirs: readonly number[]) =>
	ours.map((one, index) => one / (theirs[index] ?? Number.NaN));

export const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;
