// A test double of the backend behind the IPC contract, in memory. It refuses what the real backend refuses: a submit
// that names an image it does not have, chunks out of order, commands about unknown jobs.
import { createHash } from "node:crypto";
import { type Backend, createBackend } from "../host/backend";
import type {
	BackendError,
	CommandName,
	Commands,
	JobEvent,
	JobRequest,
	JobState,
	LibraryCopy,
} from "../host/contract";
import type { Call } from "../host/ipc";

type NewEvent = JobEvent extends infer E ? (E extends { seq: number } ? Omit<E, "seq"> : never) : never;

interface FakeJob {
	readonly request: JobRequest;
	state: JobState;
	events: JobEvent[];
}

export class FakeBackend {
	readonly blobs = new Map<string, Buffer>();
	readonly jobs = new Map<string, FakeJob>();
	/** Acknowledged jobs. */
	readonly kept = new Map<string, FakeJob>();
	copies: LibraryCopy[] = [];
	/** Polled like jobs, but never listed. */
	private readonly polledCommands = new Map<string, JobEvent[]>();
	readonly calls: CommandName[] = [];
	isRunning = true;
	private submitted = 0;
	readonly backend: Backend;

	constructor() {
		const send = async (command: CommandName, input: unknown): Promise<unknown> => {
			if (!this.isRunning) throw new Error("plugin backend is not running");
			this.calls.push(command);
			const handle = this.handlers[command] as (input: unknown) => unknown;
			return handle(input);
		};
		this.backend = createBackend(send as Call);
	}

	/** Adds an event to the job, as the provider would cause it. */
	emit(jobId: string, event: NewEvent): void {
		const job = this.job(jobId);
		job.events.push({ ...event, seq: job.events.length + 1 } as JobEvent);
		const ends: Partial<Record<JobEvent["type"], JobState>> = {
			done: "done",
			failed: "failed",
			cancelled: "cancelled",
		};
		job.state = ends[event.type] ?? job.state;
	}

	emitPicture(jobId: string, index: number, bytes: Buffer, size: { width: number; height: number }): void {
		const sha256 = this.keep(bytes);
		const image = { sha256, size_bytes: bytes.length, content_type: "image/png", ...size };
		this.emit(jobId, { type: "image", index, image });
	}

	emitPartial(jobId: string, index: number, bytes: Buffer): void {
		const image = {
			sha256: this.keep(bytes),
			size_bytes: bytes.length,
			content_type: "image/png",
			width: 8,
			height: 8,
		};
		this.emit(jobId, { type: "partial", index, partial_index: 0, image });
	}

	emitDone(jobId: string, received = 1): void {
		const outcome = { requested: received, received, actual: { size: "1024x1024" }, elapsed_ms: 1200 };
		this.emit(jobId, { type: "done", outcome });
	}

	private keep(bytes: Buffer): string {
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		this.blobs.set(sha256, bytes);
		return sha256;
	}

	private job(jobId: string): FakeJob {
		const job = this.jobs.get(jobId);
		if (!job) throw refuse("field_invalid", "job_id names no job");
		return job;
	}

	private readonly handlers: { [K in CommandName]: (input: Commands[K]["in"]) => Commands[K]["out"] } = {
		health: () => ({ version: "0.2.0", abi: 1, protocol: 1 }),
		put: ({ sha256, size, offset, b64 }) => {
			const stored = this.blobs.get(sha256) ?? Buffer.alloc(0);
			if (b64 === undefined) return { have: stored.length, complete: stored.length === size };
			if (offset !== stored.length) throw refuse("field_invalid", "offset is not where the last chunk ended");
			const all = Buffer.concat([stored, Buffer.from(b64, "base64")]);
			this.blobs.set(sha256, all);
			return { have: all.length, complete: all.length === size };
		},
		get: ({ sha256, offset, length }) => {
			const bytes = this.blobs.get(sha256);
			if (!bytes) throw refuse("blob_missing", "no such picture");
			return { b64: bytes.subarray(offset, offset + length).toString("base64"), size: bytes.length };
		},
		submit: ({ request }) => {
			for (const { sha256 } of [...request.images, ...(request.mask ? [request.mask] : [])]) {
				if (!this.blobs.has(sha256)) throw refuse("blob_missing", "a picture was not put");
			}
			if (!request.base_url) throw refuse("endpoint_invalid", "base_url is empty");
			if (request.operation === "generate" && request.images.length > 0) throw refuse("field_invalid", "images");
			const id = `job-${++this.submitted}`;
			this.jobs.set(id, { request, state: "running", events: [{ seq: 1, type: "started" }] });
			return { job_id: id };
		},
		poll: ({ job_id, after }) => {
			const commandEvents = this.polledCommands.get(job_id);
			const { state, events } = commandEvents ? { state: "done" as const, events: commandEvents } : this.job(job_id);
			return { state, events: events.filter((event) => event.seq > after) };
		},
		cancel: ({ job_id }) => {
			const isRunning = this.job(job_id).state === "running";
			if (isRunning) this.emit(job_id, { type: "cancelled" });
			return { cancelled: isRunning };
		},
		acknowledge: ({ job_id }) => {
			const job = this.jobs.get(job_id);
			if (job) this.kept.set(job_id, job);
			return { forgotten: this.jobs.delete(job_id) };
		},
		discard_unreadable_files: () => ({ discarded: 0 }),
		kept_results: () => ({
			size_bytes: 0,
			results: [...this.kept].map(([job_id, { request, state, events }]) => ({
				job_id,
				task_id: request.task_id,
				request_id: request.request_id,
				state,
				operation: request.operation,
				created_ms: 0,
				acknowledged_ms: 0,
				events: [...events],
			})),
		}),
		forget_kept_results: ({ task_ids }) => {
			const forgotten = [...this.kept].filter(([, job]) => task_ids?.includes(job.request.task_id) ?? true);
			for (const [jobId] of forgotten) this.kept.delete(jobId);
			return { forgotten: forgotten.length };
		},
		save_library_copy: ({ sha256 }) => {
			const bytes = this.blobs.get(sha256);
			if (!bytes) throw refuse("blob_missing", "no such copy");
			this.copies = [{ sha256, size_bytes: bytes.length, saved_ms: 0 }];
			return { copies: this.copies };
		},
		library_copies: () => ({ copies: this.copies }),
		remove_library_copies: () => {
			const removed = this.copies.length;
			this.copies = [];
			return { removed };
		},
		list: () => ({
			jobs: [...this.jobs].map(([job_id, { request, state, events }]) => ({
				job_id,
				task_id: request.task_id,
				request_id: request.request_id,
				state,
				operation: request.operation,
				received: events.filter((event) => event.type === "image").length,
			})),
		}),
		check_mask: () => {
			const outcome = { requested: 0, received: 0, actual: {}, elapsed_ms: 0 };
			const verdict = { width: 1, height: 1, edit_pixels: 1, total_pixels: 1 };
			this.polledCommands.set("check-1", [
				{ seq: 1, type: "checked", verdict },
				{ seq: 2, type: "done", outcome },
			]);
			return { job_id: "check-1" };
		},
		profiles_get: () => ({ profiles: [], active: null }),
		profile_set: () => {
			throw refuse("internal", "no profiles here");
		},
		profile_remove: () => ({ removed: false }),
		profile_activate: ({ id }) => ({ active: id }),
		notify: () => ({}),
		normalize: ({ base_url }) => ({ normalized: base_url, requests: null, key_set: false, is_plain_http: false }),
		take_over: () => ({ taken: false, profile_id: null, may_delete: true }),
		import_file: () => {
			throw refuse("file_unreadable", "no files here");
		},
		export_file: () => {
			throw refuse("file_unwritable", "no files here");
		},
		check_segmentation_model: () => {
			throw refuse("segmentation_file_unreadable", "no files here");
		},
		segment: () => {
			throw refuse("segmentation_file_unreadable", "no files here");
		},
		probe: () => {
			throw refuse("connect_failed", "no endpoints here");
		},
		fetch_outputs: () => {
			throw refuse("result_unfetched", "no addresses here");
		},
	};
}

function refuse(code: string, message: string): Error {
	const error: BackendError = { code, message };
	return new Error(`Plugin error: ${JSON.stringify(error)}`);
}
