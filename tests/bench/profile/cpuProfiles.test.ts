// The table names functions by thread and file, with their own time only.
import { expect, test } from "vitest";
import { describeTimes, functionTimes, profilesOf } from "./cpuProfiles";

const frame = (functionName: string, url = "", lineNumber = -1) => ({ functionName, url, lineNumber });
const served = "http://127.0.0.1:1/@fs/home/a/studio/editor/plan/resample.ts?t=1";
const profile = (id: string, tid: number) => ({ name: "Profile", pid: 1, tid, id, args: { data: { startTime: 5 } } });
const chunk = (id: string, cpuProfile: object, timeDeltas: number[]) => ({
	...{ name: "ProfileChunk", pid: 1, tid: 9, id },
	args: { data: { cpuProfile, timeDeltas } },
});

test("samples of all chunks are summed by function, thread by thread, and idle time is left out", () => {
	const events = [
		{ name: "thread_name", pid: 1, tid: 2, args: { name: "CrRendererMain" } },
		{ name: "thread_name", pid: 1, tid: 3, args: { name: "DedicatedWorker thread" } },
		profile("0x1", 2),
		profile("0x2", 3),
		chunk(
			"0x1",
			{
				nodes: [
					{ id: 1, callFrame: frame("(root)") },
					{ id: 2, parent: 1, callFrame: frame("filterRow", served, 34) },
					{ id: 3, parent: 1, callFrame: frame("(idle)") },
				],
				samples: [1, 2],
			},
			[0, 1000],
		),
		chunk("0x1", { samples: [2, 3, 2] }, [2000, 4000, 8000]),
		chunk("0x2", { nodes: [{ id: 1, callFrame: frame("write") }], samples: [1, 1] }, [0, 500]),
	];
	const profiles = profilesOf(events);
	expect(profiles.map(({ thread }) => thread)).toEqual(["page", "worker 1"]);
	expect(profiles[0]?.profile).toMatchObject({ startTime: 5, endTime: 15_005, samples: [1, 2, 2, 3, 2] });
	expect(profiles[0]?.profile.nodes[0]?.children).toEqual([2, 3]);
	const times = functionTimes(profiles);
	expect(times).toEqual([
		{ name: "filterRow", file: "editor/plan/resample.ts:35", self: 6, thread: "page" },
		{ name: "write", file: "", self: 0.5, thread: "worker 1" },
	]);
	expect(describeTimes(times)).toContain("page: 6 ms of script");
});
