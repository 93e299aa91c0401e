// Tests the connection to a stored endpoint: which server it is and whether it accepts the key. Its requests are not
// billed.
import type { Backend } from "../host/backend";
import type { ProbeResult } from "../host/contract";
import { type PolledCommandPorts, pollCommand, type Wait } from "../host/polledCommand";

/** Rejects with StudioError if there is no answer, or the answer is an error. */
export async function probeEndpoint(
	id: string,
	backend: PolledCommandPorts & Pick<Backend, "probe">,
	wait?: Wait,
): Promise<ProbeResult> {
	const jobId = await backend.probe(id);
	return pollCommand(backend, jobId, (event) => (event.type === "probe" ? event.result : undefined), wait);
}
