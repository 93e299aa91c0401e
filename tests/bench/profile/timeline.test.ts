// The timeline puts threads beside each other by their common clock.
import { expect, test } from "vitest";
import type { ThreadProfile } from "./cpuProfiles";
import { describeTimeline } from "./timeline";

const NODES = ["(idle)", "decode", "encode"].map((functionName, id) => ({
	id,
	callFrame: { functionName },
	children: [],
}));

/** `busy`: function by function, the milliseconds for which it ran. */
function thread(name: string, startMs: number, ...busy: [name: string, ms: number][]): ThreadProfile {
	const samples = busy.map(([one]) => NODES.findIndex(({ callFrame }) => callFrame.functionName === one));
	const timeDeltas = [0, ...busy.map(([, ms]) => ms * 1000)];
	const startTime = startMs * 1000;
	return {
		thread: name,
		profile: { nodes: NODES, startTime, endTime: startTime, samples: [...samples, 0], timeDeltas },
	};
}

test("each thread's functions stand in the interval in which they ran; a long one in each of its intervals", () => {
	const table = describeTimeline([
		thread("page", 1000, ["decode", 20], ["encode", 10]),
		thread("worker 1", 1040, ["encode", 80], ["(idle)", 200], ["decode", 5]),
	]);
	const rows = table
		.trimEnd()
		.split("\n")
		.map((row) => row.trim().split(/\s{2,}/));
	expect(rows).toEqual([
		["ms", "page", "worker 1"],
		["0", "decode 20, encode 10", "encode 10"],
		["50", "encode 50"],
		["100", "encode 20"],
		["300", "decode 5"],
	]);
});
