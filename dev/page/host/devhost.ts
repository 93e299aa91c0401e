// The client of the devhost: finds its address, forwards commands verbatim, polls its log and detects that it has died.
// It must know no command by name.
import { appendLog, useHost } from "./state";

interface DevhostAddress {
	readonly url: string;
	readonly token: string;
}

declare global {
	interface Window {
		/** Set by a test before the page loads; null means that there is no backend. */
		__DEVHOST__?: DevhostAddress | null;
	}
}

const LOST_MESSAGE = "The devhost does not answer: it has stopped or crashed; start it again with npm start.";
const LOG_POLL_MS = 1000;

export interface Devhost {
	/** Resolves or rejects with the same value as a host's invoke. */
	call(command: string, args: unknown): Promise<unknown>;
}

export async function connectDevhost(): Promise<Devhost | null> {
	const address = window.__DEVHOST__ !== undefined ? window.__DEVHOST__ : await fetchAddress();
	if (!address) return null;
	const headers = { "x-devhost-token": address.token };

	async function send(path: string, init: RequestInit): Promise<Response> {
		let response: Response;
		try {
			response = await fetch(address?.url + path, { ...init, headers: { ...headers, ...init.headers } });
		} catch {
			useHost.setState({ backend: "lost" });
			throw LOST_MESSAGE;
		}
		useHost.setState({ backend: "up" });
		if (!response.ok) throw `The devhost refused the request (${response.status}): ${(await response.text()).trim()}`;
		return response;
	}

	let lastLine = 0;
	async function followLog(): Promise<void> {
		try {
			const response = await send(`/log?after=${lastLine}`, {});
			const { lines, last } = (await response.json()) as {
				lines: { seq: number; time: string; level: string; scope: string; message: string }[];
				last: number;
			};
			// A restarted devhost numbers its lines from the beginning.
			lastLine = last;
			appendLog(lines.map(({ seq, ...line }) => ({ key: `devhost-${line.time}-${seq}`, ...line })));
		} catch {
			// The banner reports the failure; the next poll tries again.
		}
		setTimeout(() => void followLog(), LOG_POLL_MS);
	}
	void followLog();

	return {
		async call(command, args) {
			const response = await send("/ipc", {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ cmd: command, args: args ?? {} }),
			});
			const answer = (await response.json()) as { ok?: unknown; err?: unknown };
			if ("err" in answer) throw answer.err;
			return answer.ok;
		},
	};
}

async function fetchAddress(): Promise<DevhostAddress | null> {
	try {
		const response = await fetch("/__devhost.json");
		return response.ok ? ((await response.json()) as DevhostAddress | null) : null;
	} catch {
		return null;
	}
}
