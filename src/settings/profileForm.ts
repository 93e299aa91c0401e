// Reads the form of a custom endpoint; defaults and ranges of its fields. Pure.
import type { EndpointProfile, ProfileState } from "../host/contract";

/** The initial values of a new profile. The backend has the same defaults. */
export const NEW_PROFILE: Omit<EndpointProfile, "id"> = {
	name: "",
	base_url: "",
	api_mode: "images",
	default_model: "",
	responses_model: "gpt-5.5",
	timeout_s: 600,
	first_byte_s: 0,
	auth: "bearer",
	query: "",
	codex_compat: false,
	prompt_guard: true,
	response_format_b64: false,
	stream: false,
	partial_images: 2,
	image_field: "image[]",
	mask_field: "mask",
	mask_polarity: "alpha",
	edits_path: "images/edits",
	concurrency: 4,
};

export const NUMBER_RANGES = {
	timeout_s: [10, 3600],
	first_byte_s: [0, 3600],
	partial_images: [0, 3],
	concurrency: [1, 8],
} as const satisfies Partial<Record<keyof EndpointProfile, readonly [number, number]>>;

const FLAGS = ["codex_compat", "prompt_guard", "response_format_b64", "stream"] as const;

/** Numbers are clamped to their range, because the form has no messages for single fields. */
export function readProfile(id: string, fields: FormData): EndpointProfile {
	const text = (name: keyof EndpointProfile) => String(fields.get(name) ?? "").trim();
	const number = (name: keyof typeof NUMBER_RANGES) => {
		const [min, max] = NUMBER_RANGES[name];
		const typed = Math.round(Number(text(name)));
		return text(name) === "" || Number.isNaN(typed) ? NEW_PROFILE[name] : Math.min(max, Math.max(min, typed));
	};
	return {
		id,
		name: text("name"),
		base_url: text("base_url"),
		api_mode: text("api_mode") === "responses" ? "responses" : "images",
		default_model: text("default_model"),
		responses_model: text("responses_model") || NEW_PROFILE.responses_model,
		timeout_s: number("timeout_s"),
		first_byte_s: number("first_byte_s"),
		auth: text("auth") === "api-key" ? "api-key" : "bearer",
		query: text("query"),
		...(Object.fromEntries(FLAGS.map((flag) => [flag, fields.has(flag)])) as Record<(typeof FLAGS)[number], boolean>),
		partial_images: number("partial_images"),
		image_field: text("image_field") === "image" ? "image" : "image[]",
		mask_field: text("mask_field") === "mask_image" ? "mask_image" : "mask",
		mask_polarity: text("mask_polarity") === "white" ? "white" : "alpha",
		edits_path: text("edits_path") || NEW_PROFILE.edits_path,
		concurrency: number("concurrency"),
	};
}

/** The profile's name, or the host of its address. */
export function profileName({ profile, normalized }: Pick<ProfileState, "profile" | "normalized">): string {
	if (profile.name !== "") return profile.name;
	return normalized !== null && URL.canParse(normalized) ? new URL(normalized).host : profile.base_url;
}

/** An id that no profile has. The first one is the only id of earlier versions. */
export function unusedProfileId(profiles: readonly ProfileState[]): string {
	const isTaken = (id: string) => profiles.some(({ profile }) => profile.id === id);
	if (!isTaken("default")) return "default";
	let number = 2;
	while (isTaken(`endpoint-${number}`)) number++;
	return `endpoint-${number}`;
}
