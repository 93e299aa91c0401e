// The IPC contract with the Rust backend, in one place: command names, what goes in, what comes out.
// backend/src/ipc.rs holds the same table; tests/manifest.test.ts compares the two and manifest.json.
// Image bytes cross as base64 in chunks of at most CHUNK_BYTES; everything else names pictures by SHA-256 (hex).

export const PLUGIN_ID = "dev.haloforge.image-studio";

/** Raw bytes a chunk at most (before base64). */
export const CHUNK_BYTES = 4 * 1024 * 1024;

export interface Commands {
	/** Is the backend there, and which one. */
	health: { in: Record<string, never>; out: { version: string; abi: number; protocol: 1 } };
	/** Uploads a chunk, or with `b64` absent asks how much is already there. Complete when have === size. */
	put: {
		in: { sha256: string; size: number; offset?: number; b64?: string };
		out: { have: number; complete: boolean };
	};
	/** Reads a chunk of an output (or of anything put before). */
	get: { in: { sha256: string; offset: number; length: number }; out: { b64: string; size: number } };
	/** Starts a job on the backend's own runtime and returns at once. */
	submit: { in: { request: JobRequest }; out: { job_id: string } };
	/** Events with seq > after, in order. Also drains the backend's log lines into the host's log. */
	poll: { in: { job_id: string; after: number }; out: { state: JobState; events: JobEvent[] } };
	cancel: { in: { job_id: string }; out: { cancelled: boolean } };
	/** The library has the result: the backend may forget it. */
	acknowledge: { in: { job_id: string }; out: { forgotten: boolean } };
	/** Jobs that run, or finished and were not acknowledged: for recovery at mount. */
	list: { in: Record<string, never>; out: { jobs: JobSummary[] } };
	/** The same check that submit makes, for the managed path. Polled like a job, never listed: "checked", or "failed". */
	check_mask: { in: MaskCheck; out: { job_id: string } };
	/** The custom endpoints, as the host's plugin settings keep them. */
	profiles_get: { in: Record<string, never>; out: { profiles: ProfileState[]; active: string | null } };
	/**
	 * New or changed; fields left out are unchanged, or their default. key absent: unchanged; "": removed. A key belongs to
	 * one scheme+host+port: behind another address key_set is false until one is given. The first profile becomes active.
	 */
	profile_set: { in: { profile: Partial<EndpointProfile> & { id: string }; key?: string }; out: ProfileState };
	/** Its key goes too, unless another profile has the same scheme+host+port. */
	profile_remove: { in: { id: string }; out: { removed: boolean } };
	profile_activate: { in: { id: string | null }; out: { active: string | null } };
	/** Pure, to be shown while somebody types: what is unusable is an answer, not an error. */
	normalize: {
		in: { base_url: string; query?: string; api_mode?: EndpointProfile["api_mode"]; edits_path?: string };
		out: AddressState & { requests: { generate: string; edit: string } | null };
	};
	/**
	 * Once, what the predecessor kept in the page (`hfis.settings.v1`, its key beside it). What was set up here since is
	 * not overwritten. The page deletes its copy when `may_delete`.
	 */
	take_over: {
		in: { settings: Record<string, unknown>; key?: string };
		out: { taken: boolean; profile_id: string | null; may_delete: boolean };
	};
	/** A picture file that the host named (dialog, drop, document handler), at most 100 MB: into the store. */
	import_file: { in: { path: string }; out: { job_id: string } };
	/**
	 * Writes a stored picture where the host's save dialog said, whole or not at all. The name must end in its type. Polled
	 * like a job, never listed, as reading one is: a disk may take its time.
	 */
	export_file: { in: { sha256: string; path: string; allow_overwrite?: boolean }; out: { job_id: string } };
	/**
	 * Asks an endpoint for its models and nothing that bills. Polled, cancelled and acknowledged like a job, never listed;
	 * its "probe" event comes before "done".
	 */
	probe: { in: { id: string }; out: { job_id: string } };
	/** Downloads result pictures, 1 to 16, from public addresses only. Polled like a job, never listed: "fetched" events. */
	fetch_outputs: { in: { urls: string[] }; out: { job_id: string } };
}

export type CommandName = keyof Commands;

/** The names as values; a name that is missing here or in Commands is a type error. */
const NAMES: { readonly [Name in CommandName]: true } = {
	health: true,
	put: true,
	get: true,
	submit: true,
	poll: true,
	cancel: true,
	acknowledge: true,
	list: true,
	check_mask: true,
	profiles_get: true,
	profile_set: true,
	profile_remove: true,
	profile_activate: true,
	normalize: true,
	take_over: true,
	import_file: true,
	export_file: true,
	probe: true,
	fetch_outputs: true,
};
export const COMMAND_NAMES = Object.keys(NAMES) as readonly CommandName[];

/** One custom endpoint, as a person set it up. Never a key. */
export interface EndpointProfile {
	/** "default" for what an earlier version had. */
	id: string;
	/** Shown to people; "" = the host of the address. */
	name: string;
	/** As typed. */
	base_url: string;
	api_mode: "images" | "responses";
	/** "" = the general default model. */
	default_model: string;
	/** Responses API only: the text model that calls the tool. */
	responses_model: string;
	/** 10 to 3600. */
	timeout_s: number;
	/** From the last byte sent to the head of the answer; 0 = as long as the whole may take. Most servers answer when all is made. */
	first_byte_s: number;
	auth: "bearer" | "api-key";
	/** Extra query of every request, e.g. "api-version=preview". Never a credential: those are refused. */
	query: string;
	/** Omits quality, applies the prompt guard, splits n. */
	codex_compat: boolean;
	/** Takes effect in Responses mode and with codex_compat only. */
	prompt_guard: boolean;
	response_format_b64: boolean;
	stream: boolean;
	/** 0 to 3, used when stream. */
	partial_images: number;
	image_field: "image[]" | "image";
	mask_field: "mask" | "mask_image";
	/** What the server's mask means. "alpha": alpha 0 = edit (OpenAI). "white": opaque, white = edit. */
	mask_polarity: "alpha" | "white";
	/** "images/edits", or e.g. "images/inpainting" for LocalAI-style servers. */
	edits_path: string;
	/** 1 to 8. */
	concurrency: number;
}

export interface AddressState {
	/** What requests will use, e.g. "https://host/v1"; null when it is empty or not usable. */
	normalized: string | null;
	problem?: "empty" | "whitespace" | "unreadable" | "scheme" | "credentials" | "host" | "query" | "edits_path";
	key_set: boolean;
	/** Unencrypted, to another machine. */
	is_plain_http: boolean;
}

export interface ProfileState extends AddressState {
	profile: EndpointProfile;
}

export interface ImageRef {
	sha256: string;
	content_type: string;
	file_name: string;
}

export interface MaskCheck {
	image: ImageRef;
	mask: { sha256: string };
	/** The person was asked and wants the whole picture repainted. */
	allow_everything?: boolean;
}

export interface JobRequest {
	/** hfis-…: the same id in the page's and the backend's log lines. */
	request_id: string;
	task_id: string;
	operation: "generate" | "edit";
	/** As the backend normalised it; the backend adds the key that it keeps for this origin. */
	base_url: string;
	/** Absent: the active profile, whose address must be base_url: nothing goes to another company unasked. */
	profile_id?: string;
	prompt: string;
	params: {
		model: string;
		size?: string;
		quality?: string;
		n?: number;
		output_format?: "png" | "jpeg" | "webp";
		output_compression?: number;
		background?: string;
		moderation?: string;
		input_fidelity?: "low" | "high";
		/** Where the profile streams: 0 to 3 previews a picture. */
		partial_images?: number;
	};
	/** The first is the mask's target. Empty for generate. */
	images: ImageRef[];
	mask?: { sha256: string };
	allow_everything?: boolean;
	timeout_ms?: number;
	/** Only these pictures of a former job, by index: the failed ones again. */
	only?: number[];
}

export type JobState = "running" | "done" | "failed" | "cancelled" | "interrupted";

export type JobEvent = { seq: number } & (
	| { type: "started" }
	| { type: "image"; index: number; image: OutputImage }
	/** Not finished, and not kept: the next one of its index takes its place. */
	| { type: "partial"; index: number; partial_index: number; image: OutputImage }
	/** One of several pictures will not come; the others go on. */
	| { type: "child_failed"; index: number; error: BackendError }
	/** Asked again after a pause, where that cannot bill twice. */
	| { type: "retrying"; index: number; after_ms: number; reason: string }
	/** Of fetch_outputs: the index is that of its address. */
	| { type: "fetched"; index: number; image: OutputImage }
	| { type: "probe"; result: ProbeResult }
	| { type: "checked"; verdict: MaskVerdict }
	| { type: "imported"; file: ImportedFile }
	| { type: "exported"; file: ExportedFile }
	| { type: "done"; outcome: JobOutcome }
	| { type: "failed"; error: BackendError }
	| { type: "cancelled" }
);

export interface MaskVerdict {
	width: number;
	height: number;
	edit_pixels: number;
	total_pixels: number;
}

export interface ImportedFile {
	sha256: string;
	size: number;
	content_type: string;
	file_name: string;
	width: number;
	height: number;
}

export interface ExportedFile {
	path_name: string;
	bytes: number;
}

export interface ProbeResult {
	reachable: true;
	server: "openai" | "azure" | "litellm" | "localai" | "vllm" | "newapi" | "unknown";
	/** At most 500. */
	models: string[];
	has_models: boolean;
	auth: "ok" | "refused" | "unknown";
	elapsed_ms: number;
}

export interface OutputImage {
	sha256: string;
	size_bytes: number;
	/** By magic bytes, never by what the server said. */
	content_type: string;
	width: number;
	height: number;
	revised_prompt?: string;
	/** As the provider said it of this very picture. */
	actual?: { size?: string; quality?: string; output_format?: string; background?: string; action?: string };
}

export interface JobOutcome {
	requested: number;
	received: number;
	/** As the provider echoed it; absent fields were not said. */
	actual: { size?: string; quality?: string; output_format?: string; background?: string };
	usage?: { input_tokens?: number; output_tokens?: number; total_tokens?: number };
	provider_request_id?: string;
	elapsed_ms: number;
	/** How each picture ended, when they were asked for one by one. */
	children?: { index: number; state: "done" | "failed" | "cancelled"; error?: BackendError }[];
	/** What came otherwise than asked. */
	difference?: { field: "size" | "quality" | "format" | "count"; requested: string; actual: string }[];
}

/** Travels as JSON inside PluginError::Custom, so that both forms in which a host may deliver it can be read. */
export interface BackendError {
	code: string;
	/** English, for the log and the technical detail; the page has its own words for each code. */
	message: string;
	/** Sizes, limits, field names, HTTP status … never a prompt, a key, image bytes. */
	details?: Record<string, string | number | boolean>;
	provider_request_id?: string;
	/** The provider's own words, redacted and short. */
	provider_message?: string;
}

export interface JobSummary {
	job_id: string;
	task_id: string;
	request_id: string;
	state: JobState;
	operation: "generate" | "edit";
	received: number;
}
