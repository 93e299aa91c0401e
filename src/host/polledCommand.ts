// Polls a backend command that runs like a job and has one result: a file, a download, a connection test. Does not know
// which command it is.
import type { Commands, JobEvent } from "./contract";
import { StudioError } from "./errors";

/** Implemented by Backend, which imports this file and so is not named here. */
export interface PolledCommandPorts {
	poll(jobId: string, after: number): Promise<Commands["poll"]["out"]>;
	acknowledge(jobId: string): Promise<void>;
}

export type Wait = (ms: number) => Promise<void>;

const FIRST_POLL_MS = 30;
const MAX_POLL_MS = 250;
/** Longer than any such command of the backend runs. */
const TIMEOUT_MS = 180_000;

const waitByTimer: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Resolves with the result that `pickResult` finds in the events when the command is done; rejects with StudioError.
 */
export async function pollCommand<Result>(
	{ poll, acknowledge }: PolledCommandPorts,
	jobId: string,
	pickResult: (event: JobEvent) => Result | undefined,
	wait: Wait = waitByTimer,
): Promise<Result> {
	let after = 0;
	let result: Result | undefined;
	let interval = FIRST_POLL_MS;
	try {
		for (let waited = 0; waited < TIMEOUT_MS; waited += interval) {
			const { state, events } = await poll(jobId, after);
			for (const event of events) {
				after = Math.max(after, event.seq);
				result = pickResult(event) ?? result;
				if (event.type === "failed") throw new StudioError(event.error);
				if (event.type === "done" && result !== undefined) return result;
			}
			if (state !== "running") throw new StudioError({ code: "internal", message: `the command is ${state}` });
			interval = Math.min(interval * 1.5, MAX_POLL_MS);
			await wait(interval);
		}
		throw new StudioError({ code: "timeout", message: "the backend gave no answer" });
	} finally {
		await acknowledge(jobId).catch(() => {});
	}
}
