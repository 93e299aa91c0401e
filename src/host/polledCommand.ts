// Work of the backend that is polled like a job and brings one thing: a file, a download, a test. Knows not which.
import type { Backend } from "./backend";
import type { JobEvent } from "./contract";
import { StudioError } from "./errors";

export type PolledCommandPorts = Pick<Backend, "poll" | "acknowledge">;

export type Pause = (ms: number) => Promise<void>;

const POLL_FIRST_MS = 30;
const POLL_LONGEST_MS = 250;
/** Longer than any errand of the backend's takes. */
const TIMEOUT_MS = 180_000;

const waitByTimer: Pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Resolves with what `pick` finds in the events, once the errand is over; rejects with StudioError. */
export async function pollCommand<Found>(
	{ poll, acknowledge }: PolledCommandPorts,
	jobId: string,
	pick: (event: JobEvent) => Found | undefined,
	pause: Pause = waitByTimer,
): Promise<Found> {
	let after = 0;
	let found: Found | undefined;
	let next = POLL_FIRST_MS;
	try {
		for (let waited = 0; waited < TIMEOUT_MS; waited += next) {
			const { state, events } = await poll(jobId, after);
			for (const event of events) {
				after = Math.max(after, event.seq);
				found = pick(event) ?? found;
				if (event.type === "failed") throw new StudioError(event.error);
				if (event.type === "done" && found !== undefined) return found;
			}
			if (state !== "running") throw new StudioError({ code: "internal", message: `the errand is ${state}` });
			next = Math.min(next * 1.5, POLL_LONGEST_MS);
			await pause(next);
		}
		throw new StudioError({ code: "timeout", message: "the backend gave no answer" });
	} finally {
		await acknowledge(jobId).catch(() => {});
	}
}
