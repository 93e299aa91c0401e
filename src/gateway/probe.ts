// Tests the connection to an endpoint: which server it is and whether it accepts the key. Its requests are not
// billed.
import type { Backend, UnsavedProfile } from "../host/backend";
import type { ProbeResult } from "../host/contract";
import { type PolledCommandPorts, pollCommand, type Wait } from "../host/polledCommand";

/**
 * `unsaved`: changes of the profile and a typed key that are tested but not stored. Rejects with StudioError if there is no
 * answer, or the answer is an error.
 */
export async function probeEndpoint(
	id: string,
	backend: PolledCommandPorts & Pick<Backend, "probe">,
	{ unsaved, wait }: { readonly unsaved?: UnsavedProfile; readonly wait?: Wait } = {},
): Promise<ProbeResult> {
	const jobId = await backend.probe(id, unsaved);
	return pollCommand(backend, jobId, (event) => (event.type === "probe" ? event.result : undefined), wait);
}
