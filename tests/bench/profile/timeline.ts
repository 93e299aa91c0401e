// Describes CPU profiles side by side in time: what each thread was busy with, interval by interval. It shows what waits for
// what, which sums by function do not. Pure.
import type { ThreadProfile } from "./cpuProfiles";

const INTERVAL_MS = 50;
const NAMES = 2;
const WIDTH = 40;

/** Milliseconds by function. */
type Busy = Map<string, number>;

/** A table as text. Intervals in which no thread was busy are left out. */
export function describeTimeline(profiles: readonly ThreadProfile[]): string {
	const start = Math.min(...profiles.map(({ profile }) => profile.startTime));
	const columns = profiles.map(({ profile }) => intervalsOf(profile, start));
	const last = Math.max(...columns.flatMap((intervals) => [...intervals.keys()]), -1);
	const rows = [
		line(
			"ms",
			profiles.map(({ thread }) => thread),
		),
	];
	for (let i = 0; i <= last; i++) {
		const cells = columns.map((intervals) => describe(intervals.get(i)));
		if (cells.some((cell) => cell !== "")) rows.push(line(`${i * INTERVAL_MS}`, cells));
	}
	return `${rows.join("\n")}\n`;
}

function intervalsOf(profile: ThreadProfile["profile"], start: number): ReadonlyMap<number, Busy> {
	const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName || "(anonymous)"]));
	const intervals = new Map<number, Busy>();
	let at = profile.startTime - start;
	for (const [i, id] of profile.samples.entries()) {
		at += profile.timeDeltas[i] ?? 0;
		const name = names.get(id);
		if (name === undefined || name === "(idle)" || name === "(root)") continue;
		// A sample lasts until the next one, which may be in a later interval.
		const end = at + (profile.timeDeltas[i + 1] ?? 0);
		for (let from = at; from < end; ) {
			const interval = Math.floor(from / 1000 / INTERVAL_MS);
			const to = Math.min(end, (interval + 1) * INTERVAL_MS * 1000);
			const busy = intervals.get(interval) ?? new Map<string, number>();
			intervals.set(interval, busy.set(name, (busy.get(name) ?? 0) + (to - from) / 1000));
			from = to;
		}
	}
	return intervals;
}

/** The functions that took longest; none that took less than a millisecond. */
function describe(busy: Busy = new Map()): string {
	const longest = [...busy].filter(([, ms]) => ms >= 1).sort(([, a], [, b]) => b - a);
	return longest
		.slice(0, NAMES)
		.map(([name, ms]) => `${name} ${ms.toFixed(0)}`)
		.join(", ");
}

const line = (time: string, cells: readonly string[]): string =>
	[time.padStart(6), ...cells.map((cell) => cell.slice(0, WIDTH).padEnd(WIDTH))].join("  ").trimEnd();
