// Puts the CPU profiles of a Chromium trace together, one a thread, and sums the time of each function. Pure.

interface CallFrame {
	readonly functionName: string;
	readonly url?: string;
	/** From 0. */
	readonly lineNumber?: number;
	readonly columnNumber?: number;
	readonly scriptId?: string | number;
}

interface ProfileNode {
	readonly id: number;
	readonly callFrame: CallFrame;
	readonly parent?: number;
}

interface TraceEvent {
	readonly name: string;
	readonly pid: number;
	readonly tid: number;
	readonly id?: string;
	readonly args: {
		readonly name?: string;
		readonly data?: {
			readonly startTime?: number;
			readonly cpuProfile?: { readonly nodes?: readonly ProfileNode[]; readonly samples?: readonly number[] };
			readonly timeDeltas?: readonly number[];
		};
	};
}

/** The format of a .cpuprofile file. Times are in microseconds. */
interface CpuProfile {
	readonly nodes: readonly (Omit<ProfileNode, "parent"> & { readonly children: readonly number[] })[];
	readonly startTime: number;
	readonly endTime: number;
	readonly samples: readonly number[];
	readonly timeDeltas: readonly number[];
}

export interface ThreadProfile {
	/** "page", "worker 1" … */
	readonly thread: string;
	readonly profile: CpuProfile;
}

export interface FunctionTime {
	readonly name: string;
	/** Relative to the repository where the function is ours; empty for the browser's own work. */
	readonly file: string;
	/** Milliseconds without the functions that it calls. */
	readonly self: number;
	readonly thread: string;
}

export function profilesOf(events: readonly TraceEvent[]): readonly ThreadProfile[] {
	const names = new Map<string, string>();
	for (const { name, pid, tid, args } of events) {
		if (name === "thread_name" && args.name !== undefined) names.set(`${pid}/${tid}`, args.name);
	}
	const found: ThreadProfile[] = [];
	for (const start of events.filter(({ name }) => name === "Profile")) {
		const chunks = events.filter(
			({ name, pid, id }) => name === "ProfileChunk" && pid === start.pid && id === start.id,
		);
		const nodes = chunks.flatMap(({ args }) => args.data?.cpuProfile?.nodes ?? []);
		if (nodes.length === 0) continue;
		const isWorker = names.get(`${start.pid}/${start.tid}`)?.includes("Worker") === true;
		const workers = found.filter(({ thread }) => thread !== "page").length;
		const thread = isWorker ? `worker ${workers + 1}` : "page";
		found.push({ thread, profile: join(start, chunks, nodes) });
	}
	return found;
}

function join(start: TraceEvent, chunks: readonly TraceEvent[], nodes: readonly ProfileNode[]): CpuProfile {
	const children = new Map<number, number[]>();
	for (const { id, parent } of nodes) {
		if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), id]);
	}
	const samples = chunks.flatMap(({ args }) => args.data?.cpuProfile?.samples ?? []);
	const timeDeltas = chunks.flatMap(({ args }) => args.data?.timeDeltas ?? []);
	const startTime = start.args.data?.startTime ?? 0;
	return {
		nodes: nodes.map(({ id, callFrame }) => ({
			id,
			callFrame: { ...callFrame, url: callFrame.url ?? "" },
			children: children.get(id) ?? [],
		})),
		startTime,
		endTime: startTime + timeDeltas.reduce((sum, delta) => sum + delta, 0),
		samples,
		timeDeltas,
	};
}

/** Functions by their own time, the longest first. */
export function functionTimes(profiles: readonly ThreadProfile[]): readonly FunctionTime[] {
	const sums = new Map<string, FunctionTime>();
	for (const { thread, profile } of profiles) {
		const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
		for (const [i, id] of profile.samples.entries()) {
			const frame = frames.get(id);
			// A sample lasts until the next one.
			const microseconds = profile.timeDeltas[i + 1] ?? 0;
			if (frame === undefined || frame.functionName === "(idle)" || frame.functionName === "(root)") continue;
			const name = frame.functionName || "(anonymous)";
			const file = fileOf(frame);
			const key = `${thread} ${file} ${name}`;
			const before = sums.get(key)?.self ?? 0;
			sums.set(key, { name, file, thread, self: before + microseconds / 1000 });
		}
	}
	return [...sums.values()].sort((a, b) => b.self - a.self);
}

/** The page is served by Vite: a file is named by its path, with a version or a marker as query. */
function fileOf({ url = "", lineNumber = -1 }: CallFrame): string {
	if (url === "" || lineNumber < 0) return "";
	const path = (url.startsWith("http") ? new URL(url).pathname : url).replace(/^\/@fs/, "");
	const short = path.replace(/^.*\/((?:editor|ui|src|dev|tests)\/.*)$/, "$1").replace(/^.*\/node_modules\//, "");
	return `${short}:${lineNumber + 1}`;
}

/** A table as text. Functions that take less than a thousandth of the whole are left out. */
export function describeTimes(times: readonly FunctionTime[]): string {
	const whole = times.reduce((sum, { self }) => sum + self, 0);
	const threads = [...new Set(times.map(({ thread }) => thread))].sort();
	const totals = threads.map((one) => {
		const busy = times.filter(({ thread, name }) => thread === one && name !== "(program)");
		return `${one}: ${busy.reduce((sum, { self }) => sum + self, 0).toFixed(0)} ms of script`;
	});
	const rows = times
		.filter(({ self }) => self >= whole / 1000)
		.map(({ self, thread, name, file }) => `${self.toFixed(1).padStart(9)}  ${thread.padEnd(9)}  ${name}  ${file}`);
	return [...totals, "", `${"self ms".padStart(9)}  ${"thread".padEnd(9)}  function  file`, ...rows, ""].join("\n");
}
