// A result that was answered as an address: the page reads it where it may, else the backend, which CORS does not bind.
// Knows no gateway.
import type { Backend } from "../host/backend";
import { StudioError } from "../host/errors";
import { type Pause, pollCommand } from "../host/polledCommand";

export type Download = (url: string) => Promise<Blob>;

/** As long as the backend waits for one. */
const PATIENCE_MS = 120_000;

type FetchingBackend = Pick<Backend, "health" | "fetchOutputs" | "poll" | "getBlob" | "acknowledge">;

export function createDownload(backend: FetchingBackend, fetchInPage: Download = fetchBlob, wait?: Pause): Download {
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
		const image = await pollCommand(
			backend,
			jobId,
			(event) => (event.type === "fetched" ? event.image : undefined),
			wait,
		);
		return backend.getBlob(image.sha256, image.content_type);
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
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal });
	if (!response.ok) throw new Error(`status ${response.status}`);
	return response.blob();
}
