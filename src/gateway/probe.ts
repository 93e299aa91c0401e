// Asks a stored endpoint what it is and whether it takes the key. Nothing that it asks is billed.
import type { Backend } from "../host/backend";
import type { ProbeResult } from "../host/contract";
import { StudioError } from "../host/errors";

type ProbePorts = Pick<Backend, "probe" | "poll" | "acknowledge">;

const POLL_MS = 200;
const PATIENCE_MS = 60_000;

/** Rejects with StudioError when there is no answer, or one that says what is wrong. */
export async function probeEndpoint(
	id: string,
	backend: ProbePorts,
	pause: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
): Promise<ProbeResult> {
	const jobId = await backend.probe(id);
	let after = 0;
	let result: ProbeResult | undefined;
	try {
		for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
			const { events } = await backend.poll(jobId, after);
			for (const event of events) {
				after = Math.max(after, event.seq);
				if (event.type === "probe") result = event.result;
				if (event.type === "failed") throw new StudioError(event.error);
				if (event.type === "done" && result !== undefined) return result;
			}
			await pause(POLL_MS);
		}
		throw new StudioError({ code: "timeout", message: "the probe gave no answer" });
	} finally {
		await backend.acknowledge(jobId).catch(() => {});
	}
}
