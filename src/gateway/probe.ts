// Asks a stored endpoint what it is and whether it takes the key. Nothing that it asks is billed.
import type { Backend } from "../host/backend";
import type { ProbeResult } from "../host/contract";
import { type ErrandPorts, followErrand, type Pause } from "../host/polledCommand";

/** Rejects with StudioError when there is no answer, or one that says what is wrong. */
export async function probeEndpoint(
	id: string,
	backend: ErrandPorts & Pick<Backend, "probe">,
	pause?: Pause,
): Promise<ProbeResult> {
	const jobId = await backend.probe(id);
	return followErrand(backend, jobId, (event) => (event.type === "probe" ? event.result : undefined), pause);
}
