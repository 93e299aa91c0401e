// Downloads a result that the answer gives as a URL: in the page where CORS allows it, else through the backend. Knows
// no gateway.
import type { Backend } from "../host/backend";
import { StudioError } from "../host/errors";
import { pollCommand, type Wait } from "../host/polledCommand";

export type Download = (url: string) => Promise<Blob>;

/** The same timeout as in the backend. */
const TIMEOUT_MS = 120_000;

type FetchingBackend = Pick<Backend, "health" | "fetchOutputs" | "poll" | "getBlob" | "acknowledge">;

export function createDownload(backend: FetchingBackend, fetchInPage: Download = fetchBlob, wait?: Wait): Download {
	return async (url) => {
		try {
			return await fetchInPage(url);
		} catch (error) {
			// Only the page can read a blob: URL (development).
			if (!/^https?:/i.test(url) || !(await backend.health())) throw unreachable(error);
			return await fetchThroughBackend(url).catch((failure: unknown) => {
				throw unreachable(failure);
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

/** Includes the reason as far as it is known: the backend's error, or the HTTP status that the page received. */
function unreachable(cause: unknown): StudioError {
	const [, status] = cause instanceof Error ? (/^status (\d+)$/.exec(cause.message) ?? []) : [];
	return new StudioError({
		code: "result_unreachable",
		message: cause instanceof StudioError ? cause.message : "the result's address could not be read",
		details: { ...(cause instanceof StudioError ? cause.details : {}), ...(status ? { status: Number(status) } : {}) },
	});
}

async function fetchBlob(url: string): Promise<Blob> {
	const signal = AbortSignal.timeout(TIMEOUT_MS);
	const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal });
	if (!response.ok) throw new Error(`status ${response.status}`);
	return response.blob();
}
