// The results that the backend has reported to a page, and whether a restarted backend still has them.
import type { Backend } from "../../src/host/backend";
import type { JobEvent } from "../../src/host/contract";
import { toStudioError } from "../../src/host/errors";
import type { Problem } from "./faultKind";

type Image = Extract<JobEvent, { type: "image" }>["image"];

interface ReportedJob {
	readonly taskId: string;
	readonly images: Map<string, Image>;
	isDone: boolean;
	/** The page has stored the results and said so; the backend then keeps them for some days. */
	isAcknowledged: boolean;
}

export class ReportedResults {
	readonly problems: Problem[] = [];
	checked = 0;
	readonly #jobs = new Map<string, ReportedJob>();
	readonly #uploads = new Map<string, string>();

	addJob(jobId: string, taskId: string): void {
		this.#jobs.set(jobId, { taskId, images: new Map(), isDone: false, isAcknowledged: false });
	}

	addEvents(jobId: string, events: readonly JobEvent[]): void {
		const job = this.#jobs.get(jobId);
		for (const event of events) {
			if (event.type === "image") job?.images.set(event.image.sha256, event.image);
			if (event.type === "done" && job) job.isDone = true;
		}
	}

	addUpload(sha256: string, contentType: string): void {
		this.#uploads.set(sha256, contentType);
	}

	/** Called before the command is sent, because a kill may come before its answer. */
	acknowledge(jobId: string): void {
		const job = this.#jobs.get(jobId);
		if (job) job.isAcknowledged = true;
	}

	/** Reads every reported result from the backend; `getBlob` compares the bytes with the SHA-256. */
	async check(backend: Backend): Promise<void> {
		const listed = new Map((await backend.list()).map((job) => [job.job_id, job]));
		const kept = new Map((await backend.keptResults()).map((result) => [result.job_id, result]));
		for (const [jobId, job] of this.#jobs) {
			const summary = listed.get(jobId);
			const events = summary ? (await backend.poll(jobId, 0)).events : kept.get(jobId)?.events;
			if (!events && job.images.size > 0) {
				this.#lose(`${jobId} with ${job.images.size} results is neither listed nor kept`);
				continue;
			}
			if (!summary && !job.isAcknowledged && job.images.size > 0) this.#lose(`${jobId} was never acknowledged`);
			if (job.isDone && summary && summary.state !== "done") this.#lose(`${jobId} was done, now ${summary.state}`);
			const named = new Set((events ?? []).flatMap((event) => (event.type === "image" ? event.image.sha256 : [])));
			for (const image of job.images.values()) {
				this.checked++;
				if (!named.has(image.sha256)) this.#lose(`${jobId} no longer names ${image.sha256}`);
				await this.#read(backend, image.sha256, image.content_type, jobId);
			}
		}
		for (const [sha256, contentType] of this.#uploads) {
			this.checked++;
			await this.#read(backend, sha256, contentType, "an upload");
		}
	}

	/** Forgets everything, so that the next check reads only newer results. */
	clear(): void {
		this.#jobs.clear();
		this.#uploads.clear();
	}

	async #read(backend: Backend, sha256: string, contentType: string, from: string): Promise<void> {
		await backend.getBlob(sha256, contentType).catch((error) => {
			this.#lose(`${from}: ${sha256} cannot be read: ${toStudioError(error).code}`);
		});
	}

	#lose(text: string): void {
		this.problems.push({ kind: "lost", text });
	}
}
