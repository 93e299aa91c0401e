// The Rust backend as a typed API: images by SHA-256 in chunks, jobs by id. Knows no gateway and no task.
import { decodeBase64, encodeBlobBase64 } from "../bytes/base64";
import { sha256Hex } from "../bytes/sha256";
import {
	CHUNK_BYTES,
	type Commands,
	type EndpointProfile,
	type ExportedFile,
	type ImportedFile,
	type JobRequest,
	type KeptResult,
	type LibraryCopy,
	type MaskVerdict,
	type ProfileState,
	type SegmentationFiles,
	type SegmentationModel,
	type SegmentedMask,
} from "./contract";
import { StudioError } from "./errors";
import { type Call, call } from "./ipc";
import { pollCommand } from "./polledCommand";

/** Fields and a key that are typed but not stored. */
export type UnsavedProfile = Pick<Commands["probe"]["in"], "change" | "key">;

export interface UploadWatch {
	/** Stops the upload between two chunks. */
	readonly signal?: AbortSignal;
	/** Called with the number of bytes that the backend has. */
	readonly onSent?: (bytes: number) => void;
}

export interface Backend {
	/** null if there is no backend, or it does not answer within a few seconds. */
	health(): Promise<{ version: string } | null>;
	/** Uploads the bytes that the backend does not have yet. */
	putBlob(sha256: string, blob: Blob, watch?: UploadWatch): Promise<void>;
	/** Reads the whole image and checks it against its hash. */
	getBlob(sha256: string, contentType: string): Promise<Blob>;
	submit(request: JobRequest): Promise<string>;
	poll(jobId: string, after: number): Promise<Commands["poll"]["out"]>;
	cancel(jobId: string): Promise<boolean>;
	acknowledge(jobId: string): Promise<void>;
	list(): Promise<Commands["list"]["out"]["jobs"]>;
	/** Journal files that the backend cannot read; it deletes no image while there are any. */
	countUnreadableFiles(): Promise<number>;
	/** Deletes them and returns their number. */
	discardUnreadableFiles(): Promise<number>;
	/** Rejects with StudioError if the mask does not fit its image. */
	checkMask(check: Commands["check_mask"]["in"]): Promise<MaskVerdict>;
	getProfiles(): Promise<Commands["profiles_get"]["out"]>;
	/** Creates a profile or changes the given fields. Without `key` the key is unchanged; "" removes it. */
	setProfile(profile: Partial<EndpointProfile> & { id: string }, key?: string): Promise<ProfileState>;
	removeProfile(id: string): Promise<boolean>;
	/** null: no profile is active. */
	activateProfile(id: string | null): Promise<void>;
	/** Acknowledged results that are still kept, oldest first; `getBlob` reads their images. */
	keptResults(): Promise<KeptResult[]>;
	/** Called when tasks are deleted, so that their images do not stay on the disk. */
	forgetKeptResults(taskIds: readonly string[]): Promise<void>;
	/** Copies of the library's records, newest first; `getBlob` reads them. */
	libraryCopies(): Promise<LibraryCopy[]>;
	/** Keeps the uploaded bytes as a copy of the library's records. */
	saveLibraryCopy(sha256: string): Promise<void>;
	removeLibraryCopies(): Promise<void>;
	/** Shows a notification of the host. The text holds nothing of a prompt. */
	notify(title: string, message: string, isFailure: boolean): Promise<void>;
	/** The normalised form of an address, shown while the user types. */
	normalize(address: Commands["normalize"]["in"]): Promise<Commands["normalize"]["out"]>;
	/** Imports the previous plugin's settings and key, once; the page deletes its copy if `may_delete`. */
	takeOver(settings: Record<string, unknown>, key?: string): Promise<Commands["take_over"]["out"]>;
	/** Starts a connection test of a stored endpoint; a polled command. */
	probe(id: string, unsaved?: UnsavedProfile): Promise<string>;
	/** Downloads from public addresses without CORS; a polled command, whose "fetched" events name the images. */
	fetchOutputs(urls: readonly string[]): Promise<string>;
	/** Reads a file whose path came from the host into the backend's store. */
	importFile(path: string): Promise<ImportedFile>;
	/** Reads both files of a segmentation model and describes it. */
	checkSegmentationModel(files: SegmentationFiles): Promise<SegmentationModel>;
	/** Masks of the thing at the prompt in an uploaded image, the best first; `getBlob` reads them. */
	segment(request: Commands["segment"]["in"], signal: AbortSignal): Promise<readonly SegmentedMask[]>;
	/** Writes a stored image to the path from the host's dialog. */
	exportFile(sha256: string, path: string, mayOverwrite: boolean): Promise<ExportedFile>;
}

const HEALTH_TIMEOUT_MS = 5000;

export function createBackend(send: Call): Backend {
	const backend: Backend = {
		async health() {
			let timer: ReturnType<typeof setTimeout> | undefined;
			const timeout = new Promise<null>((resolve) => {
				timer = setTimeout(resolve, HEALTH_TIMEOUT_MS, null);
			});
			try {
				return await Promise.race([send("health", {}), timeout]);
			} catch {
				return null;
			} finally {
				clearTimeout(timer);
			}
		},
		async putBlob(sha256, blob, { signal, onSent } = {}) {
			let { have, complete } = await send("put", { sha256, size: blob.size });
			while (!complete) {
				onSent?.(have);
				const b64 = await encodeBlobBase64(blob.slice(have, have + CHUNK_BYTES));
				signal?.throwIfAborted();
				const answer = await send("put", { sha256, size: blob.size, offset: have, b64 });
				if (!answer.complete && answer.have <= have) throw noProgress("put", have, blob.size);
				({ have, complete } = answer);
				signal?.throwIfAborted();
			}
			onSent?.(blob.size);
		},
		async getBlob(sha256, contentType) {
			const parts: Uint8Array<ArrayBuffer>[] = [];
			let offset = 0;
			for (let size = 1; offset < size; ) {
				const answer = await send("get", { sha256, offset, length: CHUNK_BYTES });
				const part = decodeBase64(answer.b64);
				if (!part || (part.length === 0 && offset < answer.size)) throw noProgress("get", offset, answer.size);
				parts.push(part);
				size = answer.size;
				offset += part.length;
			}
			const blob = new Blob(parts, { type: contentType });
			if ((await sha256Hex(new Uint8Array(await blob.arrayBuffer()))) !== sha256) {
				throw new StudioError({ code: "blob_hash_mismatch", message: "the picture read is not the one named" });
			}
			return blob;
		},
		submit: async (request) => (await send("submit", { request })).job_id,
		poll: (jobId, after) => send("poll", { job_id: jobId, after }),
		cancel: async (jobId) => (await send("cancel", { job_id: jobId })).cancelled,
		acknowledge: async (jobId) => {
			await send("acknowledge", { job_id: jobId });
		},
		list: async () => (await send("list", {})).jobs,
		countUnreadableFiles: async () => (await send("list", {})).unreadable_files ?? 0,
		discardUnreadableFiles: async () => (await send("discard_unreadable_files", {})).discarded,
		async checkMask(check) {
			const { job_id } = await send("check_mask", check);
			return pollCommand(backend, job_id, (event) => (event.type === "checked" ? event.verdict : undefined));
		},
		getProfiles: () => send("profiles_get", {}),
		setProfile: (profile, key) => send("profile_set", key === undefined ? { profile } : { profile, key }),
		removeProfile: async (id) => (await send("profile_remove", { id })).removed,
		activateProfile: async (id) => {
			await send("profile_activate", { id });
		},
		keptResults: async () => (await send("kept_results", {})).results,
		forgetKeptResults: async (taskIds) => {
			await send("forget_kept_results", { task_ids: [...taskIds] });
		},
		libraryCopies: async () => (await send("library_copies", {})).copies,
		saveLibraryCopy: async (sha256) => {
			await send("save_library_copy", { sha256 });
		},
		removeLibraryCopies: async () => {
			await send("remove_library_copies", {});
		},
		notify: async (title, message, isFailure) => {
			await send("notify", { title, message, is_failure: isFailure });
		},
		normalize: (address) => send("normalize", address),
		takeOver: (settings, key) => send("take_over", key === undefined ? { settings } : { settings, key }),
		probe: async (id, unsaved) => (await send("probe", { id, ...unsaved })).job_id,
		fetchOutputs: async (urls) => (await send("fetch_outputs", { urls: [...urls] })).job_id,
		async importFile(path) {
			const { job_id } = await send("import_file", { path });
			return pollCommand(backend, job_id, (event) => (event.type === "imported" ? event.file : undefined));
		},
		async checkSegmentationModel(files) {
			const { job_id } = await send("check_segmentation_model", { files });
			return pollCommand(backend, job_id, (event) => (event.type === "segmentation_model" ? event.model : undefined));
		},
		async segment(request, signal) {
			const { job_id } = await send("segment", request);
			const cancel = () => void backend.cancel(job_id).catch(() => {});
			signal.addEventListener("abort", cancel, { once: true });
			if (signal.aborted) cancel();
			try {
				return await pollCommand(backend, job_id, (event) => (event.type === "segmented" ? event.masks : undefined));
			} finally {
				signal.removeEventListener("abort", cancel);
			}
		},
		async exportFile(sha256, path, mayOverwrite) {
			const { job_id } = await send("export_file", { sha256, path, allow_overwrite: mayOverwrite });
			return pollCommand(backend, job_id, (event) => (event.type === "exported" ? event.file : undefined));
		},
	};
	return backend;
}

function noProgress(command: string, offset: number, size: number): StudioError {
	return new StudioError({ code: "internal", message: `${command} made no progress`, details: { offset, size } });
}

export const backend: Backend = createBackend(call);
