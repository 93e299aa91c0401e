// A result that was answered as an address: the page reads it where it may, else the backend, which CORS does not bind.
// Knows no gateway.
import type { Backend } from "../host/backend";
import { StudioError } from "../host/errors";

export type Download = (url: string) => Promise<Blob>;

type FetchingBackend = Pick<Backend, "health" | "fetchOutputs" | "poll" | "getBlob" | "acknowledge">;

export type Wait = (ms: number) => Promise<void>;

const POLL_MS = 250;

export function createDownload(
	backend: FetchingBackend,
	fetchInPage: Download = fetchBlob,
	wait: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Download {
	return async (url) => {
		try {
			return await fetchInPage(url);
		} catch (error) {
			// A blob address is the page's own (development): nobody else can read it.
			if (!/^https?:/i.test(url) || !(await backend.health())) throw unreachable(error);
			return await fetchThroughBackend(url).catch((told: unknown) => {
				throw unreachable(told);
			});
		}
	};

	async function fetchThroughBackend(url: string): Promise<Blob> {
		const jobId = await backend.fetchOutputs([url]);
		let after = 0;
		let fetched: Blob | undefined;
		let failure: unknown;
		for (;;) {
			const { state, events } = await backend.poll(jobId, after);
			for (const event of events) {
				after = Math.max(after, event.seq);
				if (event.type === "fetched") {
					fetched = await backend.getBlob(event.image.sha256, event.image.content_type);
				} else if (event.type === "failed") failure = new StudioError(event.error);
			}
			if (state !== "running") break;
			await wait(POLL_MS);
		}
		await backend.acknowledge(jobId).catch(() => {});
		if (!fetched) throw failure;
		return fetched;
	}
}

/** Why, as far as it is known: the backend's reason, or the status that the page saw. */
function unreachable(cause: unknown): StudioError {
	const [, status] = cause instanceof Error ? (/^status (\d+)$/.exec(cause.message) ?? []) : [];
	return new StudioError({
		code: "result_unreachable",
		message: cause instanceof StudioError ? cause.message : "the result's address could not be read",
		details: { ...(cause instanceof StudioError ? cause.details : {}), ...(status ? { status: Number(status) } : {}) },
	});
}

async function fetchBlob(url: string): Promise<Blob> {
	const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
	if (!response.ok) throw new Error(`status ${response.status}`);
	return response.blob();
}
