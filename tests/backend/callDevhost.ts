// Calls the backend's commands in a devhost as the page's SDK does, without a browser.
import type { JobRequest } from "../../src/host/contract";
import { toStudioError } from "../../src/host/errors";
import type { Call } from "../../src/host/ipc";
import type { Devhost } from "../e2e/servers";

const WIRE = "plugin_dev_haloforge_image_studio_";

/** `change` may alter the arguments of each command before it is sent. */
export function callDevhost(
	{ url, token }: Pick<Devhost, "url" | "token">,
	origin: string,
	change: (input: { request?: JobRequest }) => void = () => {},
): Call {
	return (async (command: string, input: { request?: JobRequest }) => {
		change(input);
		const response = await fetch(`${url}/ipc`, {
			method: "POST",
			headers: { "content-type": "application/json", "x-devhost-token": token, origin },
			body: JSON.stringify({
				cmd: ["plugin", "invoke"].join("_"),
				args: { args: { wire_name: WIRE + command, args: input } },
			}),
		});
		const answer = (await response.json()) as { ok?: unknown; err?: unknown };
		if ("err" in answer) throw toStudioError(answer.err);
		return answer.ok;
	}) as Call;
}
