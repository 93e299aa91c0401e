// biome-ignore-all format: generated
// Generated from backend/src/commands by `npm run contract`; do not edit. The IPC contract with the Rust backend:
// command names, arguments, answers. Image bytes cross as base64 in chunks of at most CHUNK_BYTES; everything else names
// pictures by SHA-256 (lower-case hex).

/** Raw bytes of a chunk at most, before base64. */
export const CHUNK_BYTES = 4194304;

export interface Commands {
	/**
	 * Report the backend's version.
	 *
	 * The page also learns from it that a backend is there at all.
	 */
	health: { in: Record<string, never>; out: HealthAnswer };
	/**
	 * Receive a chunk of a picture, addressed by its SHA-256.
	 *
	 * Without `b64` it reports how much has already been uploaded. The upload is complete when `have` equals `size`.
	 */
	put: {
		in: {
			sha256: string;
			/** Bytes of the whole picture. */
			size: number;
			/** Of the chunk; 0 when absent. */
			offset?: number;
			/** At most CHUNK_BYTES, standard base64. */
			b64?: string;
		};
		out: UploadProgress;
	};
	/**
	 * Return a chunk of a picture, addressed by its SHA-256.
	 *
	 * It may be an output of a job or any picture that has been uploaded.
	 */
	get: {
		in: {
			sha256: string;
			offset: number;
			/** 1 to CHUNK_BYTES. */
			length: number;
		};
		out: Chunk;
	};
	/**
	 * Start a generation or edit and return its job id at once.
	 *
	 * The job runs on the backend's own runtime: follow it with `poll`, and `acknowledge` it once its result is stored.
	 */
	submit: { in: { request: JobRequest }; out: JobStarted };
	/**
	 * Return a job's new events.
	 *
	 * Every command also drains the backend's log lines into the host's log, and polling does so while a job runs.
	 */
	poll: {
		in: {
			job_id: string;
			/** Only events with a higher `seq` are returned, in order; 0 for all. */
			after: number;
		};
		out: PollAnswer;
	};
	/** Stop a running job. */
	cancel: { in: { job_id: string }; out: CancelAnswer };
	/**
	 * Forget a finished job whose results are stored.
	 *
	 * To be called when the page's library has the result. The backend keeps it for some days: see `kept_results`.
	 */
	acknowledge: { in: { job_id: string }; out: AcknowledgeAnswer };
	/**
	 * List running and unacknowledged jobs.
	 *
	 * For recovery when the panel is mounted. Polled commands other than submit are never listed.
	 */
	list: { in: Record<string, never>; out: ListAnswer };
	/**
	 * Delete the journal files that cannot be read.
	 *
	 * Only when the user has decided so: the pictures that they name may then be deleted too.
	 */
	discard_unreadable_files: { in: Record<string, never>; out: DiscardUnreadableFilesAnswer };
	/**
	 * Check a mask against its image without sending anything.
	 *
	 * The same check that `submit` makes, for the managed gateway. Polled like a job, never listed: its "checked" event
	 * comes before "done".
	 */
	check_mask: {
		in: {
			image: ImageRef;
			mask: MaskRef;
			/** The user confirmed that the mask covers the whole picture. */
			allow_everything?: boolean;
		};
		out: JobStarted;
	};
	/** List the custom endpoints and whether a key is set for each. */
	profiles_get: { in: Record<string, never>; out: Profiles };
	/**
	 * Add or change a custom endpoint and, optionally, its key.
	 *
	 * Absent fields are unchanged, or have their default in a new profile. The first profile becomes the active one.
	 */
	profile_set: {
		in: {
			profile: Partial<EndpointProfile> & { id: string };
			/**
			 * Absent: unchanged; "": removed. A key belongs to one scheme, host and port: at another address `key_set` is false
			 * until a key is given for it.
			 */
			key?: string;
		};
		out: ProfileState;
	};
	/**
	 * Remove a custom endpoint and its key.
	 *
	 * The key stays when another profile has the same scheme, host and port.
	 */
	profile_remove: { in: { id: string }; out: ProfileRemoveAnswer };
	/** Choose the custom endpoint that is used. */
	profile_activate: {
		in: {
			/** Null: none. */
			id: string | null;
		};
		out: ActiveProfile;
	};
	/**
	 * Show what an address becomes, without keeping it.
	 *
	 * Pure, for display while the address is typed: an unusable address is an answer, not an error.
	 */
	normalize: {
		in: {
			base_url: string;
			query?: string;
			/** "images" when absent. */
			api_mode?: ApiMode;
			/** "images/edits" when absent. */
			edits_path?: string;
		};
		out: NormalizeAnswer;
	};
	/**
	 * Show a notification of the host.
	 *
	 * For what ends while the panel is hidden. The text must not hold any of the prompt: a host may log it.
	 */
	notify: { in: { title: string; message: string; is_failure: boolean }; out: Notified };
	/**
	 * Take over the settings of an earlier version, once.
	 *
	 * The shipped plugin 0.1.13 stored them in the page (`hfis.settings.v1`), with its key in plain text beside them. What
	 * the user has set up here since is not overwritten.
	 */
	take_over: { in: { settings: Record<string, unknown>; key?: string }; out: TakeOverAnswer };
	/**
	 * Read a picture file that the host named.
	 *
	 * The path comes from a dialog, a drop or a document handler; the file may have at most 100 MB and goes into the store.
	 * Polled like a job, never listed: its "imported" event comes before "done".
	 */
	import_file: {
		in: {
			/** Absolute. */
			path: string;
		};
		out: JobStarted;
	};
	/**
	 * Write a picture where the host's save dialog said.
	 *
	 * The file is written whole or not at all. Polled like a job, never listed: its "exported" event comes before "done".
	 */
	export_file: {
		in: {
			sha256: string;
			/** Absolute; its extension must be that of the picture's type. */
			path: string;
			allow_overwrite?: boolean;
		};
		out: JobStarted;
	};
	/**
	 * Test the connection to a custom endpoint, without anything that bills.
	 *
	 * It requests the endpoint's list of models. Polled, cancelled and acknowledged like a job, never listed: its "probe"
	 * event comes before "done".
	 */
	probe: {
		in: {
			/** Of a stored profile, or with `change` of one that is not stored yet. */
			id: string;
			/** Fields that differ from the stored profile. Nothing is stored. */
			change?: Partial<EndpointProfile>;
			/** Used instead of the stored key, and not stored. Absent or "": the key stored for the address. */
			key?: string;
		};
		out: JobStarted;
	};
	/**
	 * Fetch result pictures by their addresses.
	 *
	 * For pictures that the page may show but not read (CORS). Public addresses only. Polled like a job, never listed: each
	 * picture is a "fetched" event.
	 */
	fetch_outputs: {
		in: {
			/** 1 to 16, with http:// or https://. */
			urls: string[];
		};
		out: JobStarted;
	};
	/**
	 * List acknowledged results that are still kept.
	 *
	 * For a library that was lost or restored from an older copy. The pictures that the events name are read with `get`.
	 * The settings `keep_results_days` and `keep_results_mb` limit what is kept.
	 */
	kept_results: { in: Record<string, never>; out: KeptResultsAnswer };
	/**
	 * Forget kept results.
	 *
	 * To be called when the user deletes tasks: their pictures must not stay on the disk.
	 */
	forget_kept_results: {
		in: {
			/** Absent: all. */
			task_ids?: string[];
		};
		out: ForgetKeptResultsAnswer;
	};
	/**
	 * Keep a copy of the library's records.
	 *
	 * Upload the bytes with `put` first; they may be in any form, and hold no pictures. A copy replaces one of the same day
	 * (UTC); copies of three different days are kept.
	 */
	save_library_copy: { in: { sha256: string }; out: LibraryCopyList };
	/**
	 * List the kept copies of the library's records.
	 *
	 * Their bytes are read with `get`.
	 */
	library_copies: { in: Record<string, never>; out: LibraryCopyList };
	/** Remove the kept copies of the library's records. */
	remove_library_copies: { in: Record<string, never>; out: RemoveLibraryCopiesAnswer };
	/**
	 * Read both files of a segmentation model and say what they are.
	 *
	 * Polled like a job, never listed: its "segmentation_model" event comes before "done".
	 */
	check_segmentation_model: { in: { files: SegmentationFiles }; out: JobStarted };
	/**
	 * Ask the segmentation model for masks of the thing at a point or in a box.
	 *
	 * The picture has been uploaded, scaled to at most 2048 pixels. Its embedding is kept, so that the next prompt is quick.
	 * Polled like a job, never listed: its "segmented" event comes before "done".
	 */
	segment: {
		in: {
			files: SegmentationFiles;
			/** A PNG, JPEG or WebP. */
			sha256: string;
			/** Exactly one of both. */
			point?: PromptPoint;
			box?: PromptBox;
		};
		out: JobStarted;
	};
}

export type CommandName = keyof Commands;

export const COMMAND_NAMES: readonly CommandName[] = [
	"health",
	"put",
	"get",
	"submit",
	"poll",
	"cancel",
	"acknowledge",
	"list",
	"discard_unreadable_files",
	"check_mask",
	"profiles_get",
	"profile_set",
	"profile_remove",
	"profile_activate",
	"normalize",
	"notify",
	"take_over",
	"import_file",
	"export_file",
	"probe",
	"fetch_outputs",
	"kept_results",
	"forget_kept_results",
	"save_library_copy",
	"library_copies",
	"remove_library_copies",
	"check_segmentation_model",
	"segment",
];

/** Every code that a BackendError of the backend may have. */
export const ERROR_CODES: readonly string[] = [
	"field_invalid",
	"endpoint_invalid",
	"endpoint_changed",
	"key_unavailable",
	"key_misplaced",
	"file_unreadable",
	"file_exists",
	"file_unwritable",
	"blob_missing",
	"blob_hash_mismatch",
	"job_unknown",
	"image_empty",
	"image_not_an_image",
	"image_truncated",
	"image_damaged",
	"image_type_mismatch",
	"image_too_large",
	"mask_no_alpha",
	"mask_size_mismatch",
	"mask_nothing",
	"mask_everything",
	"mask_too_large",
	"key_rejected",
	"provider_rejected",
	"moderation_blocked",
	"org_unverified",
	"quota_exhausted",
	"rate_limited",
	"model_unknown",
	"param_refused",
	"size_refused",
	"mask_refused",
	"path_unknown",
	"provider_failed",
	"gateway_failed",
	"provider_unreadable",
	"reply_too_large",
	"stream_broken",
	"async_unsupported",
	"result_unfetched",
	"dns_failed",
	"tls_failed",
	"proxy_failed",
	"offline",
	"connect_failed",
	"timeout",
	"disk_full",
	"memory_budget",
	"segmentation_file_unreadable",
	"segmentation_model_refused",
	"segmentation_failed",
	"journal_full",
	"cancelled",
	"internal",
];

export type AcknowledgeAnswer = {
	/** False when the job is unknown or still running. */
	forgotten: boolean;
};

export type ActiveProfile = { active: string | null };

/** The reason an address cannot be used; `details.reason` of the refusal. */
export type AddressProblem =
	| "empty"
	| "whitespace"
	| "unreadable"
	| "scheme"
	| "credentials"
	| "host"
	| "query"
	| "edits_path";

export type ApiMode = "images" | "responses";

export type Auth = "bearer" | "api-key";

/** Travels as JSON inside PluginError::Custom, so that both forms in which a host may deliver it can be read. */
export type BackendError = {
	/** One of `ERROR_CODES`, or a code that only the page uses. */
	code: string;
	/** English, for the log and the technical detail; the page has its own words for each code. */
	message: string;
	/** Sizes, limits, field names, HTTP status … never a prompt, a key or image bytes. */
	details?: Record<string, string | number | boolean>;
	provider_request_id?: string;
	/** The provider's own words, redacted and short. */
	provider_message?: string;
};

export type CancelAnswer = {
	/** False when the job is unknown or was over already. */
	cancelled: boolean;
};

/** The result of one request of a split job. */
export type ChildOutcome = { index: number; state: "done" | "failed" | "cancelled"; error?: BackendError };

export type Chunk = {
	b64: string;
	/** Bytes of the whole picture. */
	size: number;
};

/** A parameter whose actual value differs from the requested one. */
export type Difference = {
	field: "size" | "quality" | "format" | "count";
	requested: string;
	actual: string;
};

export type DiscardUnreadableFilesAnswer = { discarded: number };

/** Parameters of an image as the provider echoed them; it may omit any. */
export type EchoedParameters = {
	size?: string;
	quality?: string;
	output_format?: string;
	background?: string;
	action?: string;
};

/** One custom endpoint, as the user set it up. Never a key. */
export type EndpointProfile = {
	/** "default" for the one endpoint of an earlier version. */
	id: string;
	/** Shown to the user; "" = the host of the address. */
	name: string;
	/** As typed. */
	base_url: string;
	api_mode: ApiMode;
	/** "" = the general default model. */
	default_model: string;
	/** Responses API only: the text model that calls the image tool. */
	responses_model: string;
	/** 10 to 3600. */
	timeout_s: number;
	/**
	 * From the last byte sent to the head of the answer, 0 to 3600; 0 = as long as `timeout_s` allows. Most servers
	 * answer only when all pictures are made.
	 */
	first_byte_s: number;
	auth: Auth;
	/** Extra query of every request, e.g. "api-version=preview". Never a credential: those are refused. */
	query: string;
	/** Omits quality, applies the prompt guard, requests pictures one by one. */
	codex_compat: boolean;
	/** Takes effect in Responses mode and with `codex_compat` only. */
	prompt_guard: boolean;
	response_format_b64: boolean;
	stream: boolean;
	/** 0 to 3, used with `stream`. */
	partial_images: number;
	image_field: ImageField;
	mask_field: MaskField;
	/** "alpha" for OpenAI. */
	mask_polarity: MaskPolarity;
	/** "images/edits", or e.g. "images/inpainting" for servers like LocalAI. */
	edits_path: string;
	/** Requests at a time, 1 to 8. */
	concurrency: number;
};

/** A stored picture that was written to a file. */
export type ExportedFile = {
	/** The last part of the path. */
	path_name: string;
	bytes: number;
};

export type ForgetKeptResultsAnswer = { forgotten: number };

export type HealthAnswer = { version: string; abi: number; protocol: 1 };

/** Names of the multipart field that holds the pictures of an edit. */
export type ImageField = "image[]" | "image";

/** An image that has been uploaded. */
export type ImageRef = {
	sha256: string;
	/** "image/png", "image/jpeg" or "image/webp". */
	content_type: string;
	file_name: string;
};

/** A picture file that was read into the store. */
export type ImportedFile = {
	sha256: string;
	size: number;
	content_type: string;
	/** The last part of the path, at most 255 characters. */
	file_name: string;
	/** As displayed: EXIF orientation applied; 0 for types that only the page reads. */
	width: number;
	height: number;
};

export type InputFidelity = "low" | "high";

export type JobEvent = {
	/** Rises from 1. Replacing a partial image leaves a gap. */
	seq: number;
} & (
	| { type: "started" }
	| { type: "image"; index: number; image: OutputImage }
	| {
		type: "partial";
		/**
		 * A preview of an unfinished image: the next "partial" or "image" event of this index replaces it. It is kept in
		 * memory only.
		 */
		index: number;
		partial_index: number;
		image: OutputImage;
	}
	| {
		type: "child_failed";
		/** This image failed; the others continue. */
		index: number;
		error: BackendError;
	}
	| {
		type: "retrying";
		/** The request is sent again after a delay, which happens only if it cannot be billed twice. */
		index: number;
		after_ms: number;
		reason: string;
	}
	| { type: "probe"; result: ProbeResult }
	| {
		type: "fetched";
		/** Result of the command fetch_outputs: the position of the image's address in `urls`. */
		index: number;
		image: OutputImage;
	}
	| { type: "checked"; verdict: MaskVerdict }
	| { type: "imported"; file: ImportedFile }
	| { type: "exported"; file: ExportedFile }
	| { type: "segmentation_model"; model: SegmentationModel }
	| { type: "segmented"; masks: SegmentedMask[] }
	| { type: "done"; outcome: JobOutcome }
	| { type: "failed"; error: BackendError }
	| { type: "cancelled" }
);

export type JobOutcome = {
	requested: number;
	received: number;
	/** Parameters as the provider echoed them. */
	actual: EchoedParameters;
	usage?: TokenUsage;
	/** Of every request of a split job, separated by commas. */
	provider_request_id?: string;
	/** The HTTP status of the first answer. */
	status?: number;
	elapsed_ms: number;
	/** The result of each image of a split job; absent if the job was one request. */
	children?: ChildOutcome[];
	difference?: Difference[];
};

/** Parameters of the provider's API. An absent parameter is not sent. */
export type JobParameters = {
	model: string;
	/** "WIDTHxHEIGHT" or "auto". */
	size?: string;
	quality?: string;
	/** Number of images, 1 to 10; 1 when absent. */
	n?: number;
	output_format?: OutputFormat;
	/** 0 to 100; only sent for JPEG and WebP. */
	output_compression?: number;
	background?: string;
	moderation?: string;
	input_fidelity?: InputFidelity;
	/** Number of previews for each image if the profile streams, 0 to 3. */
	partial_images?: number;
};

/** A job as the page asks for it. */
export type JobRequest = {
	/**
	 * "hfis-…": the same id in the page's and the backend's log lines. A second submit with the id of a running job
	 * returns that job.
	 */
	request_id: string;
	task_id: string;
	operation: Operation;
	/** As the backend normalised it; the backend adds the key that it stores for this origin. */
	base_url: string;
	/** Absent: the active profile. The profile's address must be `base_url`, so that nothing goes to another company. */
	profile_id?: string;
	prompt: string;
	params: JobParameters;
	/** The first one is the mask's target. Empty for "generate". */
	images: ImageRef[];
	/** Only for "edit". */
	mask?: MaskRef;
	/** A drawing over the first image in place of a mask, for models that take one. Only for "edit". */
	markup?: MarkupRef;
	/** The user confirmed that the mask covers the whole image. */
	allow_everything?: boolean;
	/** 1 to 3,600,000. Absent: the profile's `timeout_s`. */
	timeout_ms?: number;
	/** Requests only these images of an earlier job, by index from 0: the failed ones again. */
	only?: number[];
};

/** The answer of every command that starts polled work. */
export type JobStarted = { job_id: string };

/** "interrupted": the process or the plugin ended while the job was running. */
export type JobState = "running" | "done" | "failed" | "cancelled" | "interrupted";

export type JobSummary = {
	job_id: string;
	task_id: string;
	request_id: string;
	state: JobState;
	operation: Operation;
	/** Number of pictures that have arrived. */
	received: number;
};

export type KeptResult = {
	job_id: string;
	task_id: string;
	request_id: string;
	state: JobState;
	operation: Operation;
	/** Milliseconds since 1970; the same for `acknowledged_ms`. */
	created_ms: number;
	acknowledged_ms: number;
	/** As `poll` returned them, without previews. */
	events: JobEvent[];
};

export type KeptResultsAnswer = {
	/** Oldest acknowledgement first. */
	results: KeptResult[];
	/** Bytes of all kept pictures together. */
	size_bytes: number;
};

export type KeyAcceptance = "ok" | "refused" | "unknown";

export type LibraryCopy = {
	/** Read the bytes with `get`. */
	sha256: string;
	size_bytes: number;
	/** Milliseconds since 1970. */
	saved_ms: number;
};

export type LibraryCopyList = {
	/** Newest first. */
	copies: LibraryCopy[];
};

export type ListAnswer = {
	jobs: JobSummary[];
	/** Journal files that cannot be read. They are kept, and no picture is deleted while there are any; absent: none. */
	unreadable_files?: number;
};

/** A drawing that has been uploaded: a PNG with a transparent ground, of the first image's size. */
export type MarkupRef = { sha256: string };

export type MaskField = "mask" | "mask_image";

/** Polarity of the server's masks. "alpha": alpha 0 = edit. "white": opaque, white = edit. */
export type MaskPolarity = "alpha" | "white";

/** A mask that has been uploaded: a PNG in which alpha 0 marks the pixels to edit. */
export type MaskRef = { sha256: string };

/** A mask that fits its image. Sizes are the displayed ones (EXIF orientation applied). */
export type MaskVerdict = {
	width: number;
	height: number;
	/** Pixels with alpha 0. */
	edit_pixels: number;
	total_pixels: number;
};

export type NormalizeAnswer = {
	/** Null when the address, the query or the path of edits is not usable. */
	requests: RequestAddresses | null;
	/** The base URL that requests will use, e.g. "https://host/v1"; null when the typed one is empty or not usable. */
	normalized: string | null;
	problem?: AddressProblem;
	key_set: boolean;
	/** Unencrypted, to another machine. */
	is_plain_http: boolean;
};

export type Notified = Record<symbol, never>;

export type Operation = "generate" | "edit";

export type OutputFormat = "png" | "jpeg" | "webp";

/** An image that the provider returned; its bytes are read with `get`. */
export type OutputImage = {
	sha256: string;
	size_bytes: number;
	/** Detected from the bytes, not the type that the server reported. */
	content_type: string;
	width: number;
	height: number;
	revised_prompt?: string;
	/** Parameters as the provider echoed them for this image. */
	actual?: EchoedParameters;
};

export type PollAnswer = { state: JobState; events: JobEvent[] };

/** The kind of server that answers at an endpoint's address. */
export type ProbeResult = {
	reachable: true;
	server: ServerKind;
	/** At most 500. */
	models: string[];
	has_models: boolean;
	/** The endpoint's answer to the key. */
	auth: KeyAcceptance;
	elapsed_ms: number;
};

export type ProfileRemoveAnswer = {
	/** False when there is no such profile. */
	removed: boolean;
};

export type ProfileState = {
	profile: EndpointProfile;
	/** The base URL that requests will use, e.g. "https://host/v1"; null when the typed one is empty or not usable. */
	normalized: string | null;
	problem?: AddressProblem;
	key_set: boolean;
	/** Unencrypted, to another machine. */
	is_plain_http: boolean;
};

export type Profiles = { profiles: ProfileState[]; active: string | null };

/** A box, in pixels of the sent picture. */
export type PromptBox = { left: number; top: number; right: number; bottom: number };

/** A point, in pixels of the sent picture. */
export type PromptPoint = { x: number; y: number };

export type RemoveLibraryCopiesAnswer = { removed: number };

/** The addresses that requests will go to. */
export type RequestAddresses = { generate: string; edit: string };

/** The files of a SAM-family model. */
export type SegmentationFiles = {
	/** Absolute. */
	encoder: string;
	/** Absolute. */
	decoder: string;
};

/** A pair of graphs that can be run, as the settings describe it. */
export type SegmentationModel = {
	/** Width and height in which the encoder sees a picture. */
	width: number;
	height: number;
	/** Both corners of a box are used; otherwise its centre. */
	takes_boxes: boolean;
	/** Names of the decoder's inputs. */
	decoder_inputs: string[];
};

/** A mask that the segmentation model offers: the coverage of the whole picture, a byte a pixel, row by row. */
export type SegmentedMask = {
	/** Of the bytes, which `get` returns. */
	sha256: string;
	width: number;
	height: number;
	/** The model's own estimate of how good the mask is. */
	score: number;
};

export type ServerKind = "openai" | "azure" | "litellm" | "localai" | "vllm" | "newapi" | "unknown";

export type TakeOverAnswer = {
	/** False when they had been taken over before. */
	taken: boolean;
	profile_id: string | null;
	/** The page may delete its copy: the key, if there was one, is in the key store. */
	may_delete: boolean;
};

export type TokenUsage = { input_tokens?: number; output_tokens?: number; total_tokens?: number };

export type UploadProgress = {
	/** Bytes of the unbroken beginning: an interrupted upload continues there. */
	have: number;
	complete: boolean;
};
