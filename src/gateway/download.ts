// A result that was answered as an address: the page reads it where it may, else the backend, which CORS does not bind.
// Knows no gateway.
import type { Backend } from "../host/backend";
import type { JobEvent } from "../host/contract";
import { StudioError } from "../host/errors";

export type Download = (url: string) => Promise<Blob>;

/** The backend's command for it, where this version has one. */
interface FetchingBackend extends Pick<Backend, "health" | "poll" | "getBlob" | "acknowledge"> {
	fetchOutputs?(urls: readonly string[]): Promise<string>;
}

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
			if (!backend.fetchOutputs || !/^https?:/i.test(url) || !(await backend.health())) throw unreachable(error);
			return await fetchThroughBackend(url).catch((told: unknown) => {
				throw told instanceof StudioError ? told : unreachable(told);
			});
		}
	};

	async function fetchThroughBackend(url: string): Promise<Blob> {
		const jobId = (await backend.fetchOutputs?.([url])) ?? "";
		let after = 0;
		let fetched: Blob | undefined;
		for (;;) {
			const { state, events } = await backend.poll(jobId, after);
			for (const event of events) {
				after = Math.max(after, event.seq);
				fetched = (await take(event)) ?? fetched;
			}
			if (state !== "running") break;
			await wait(POLL_MS);
		}
		await backend.acknowledge(jobId).catch(() => {});
		if (!fetched) throw unreachable("the backend fetched nothing");
		return fetched;
	}

	async function take(event: JobEvent): Promise<Blob | undefined> {
		if (event.type === "failed" || event.type === "child_failed") throw new StudioError(event.error);
		return event.type === "fetched" ? backend.getBlob(event.image.sha256, event.image.content_type) : undefined;
	}
}

const unreachable = (cause: unknown): StudioError =>
	new StudioError({
		code: "result_unreachable",
		message: "the result's address could not be read",
		...(cause instanceof Error && /^status \d+$/.test(cause.message) ? { details: { reason: cause.message } } : {}),
	});

async function fetchBlob(url: string): Promise<Blob> {
	const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
	if (!response.ok) throw new Error(`status ${response.status}`);
	return response.blob();
}
