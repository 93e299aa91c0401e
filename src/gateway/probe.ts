// Asks a stored endpoint what it is and whether it takes the key. Nothing that it asks is billed.
import type { Backend } from "../host/backend";
import type { ProbeResult } from "../host/contract";
import { type Pause, type PolledCommandPorts, pollCommand } from "../host/polledCommand";

/** Rejects with StudioError when there is no answer, or one that says what is wrong. */
export async function probeEndpoint(
	id: string,
	backend: PolledCommandPorts & Pick<Backend, "probe">,
	pause?: Pause,
): Promise<ProbeResult> {
	const jobId = await backend.probe(id);
	return pollCommand(backend, jobId, (event) => (event.type === "probe" ? event.result : undefined), pause);
}
