// Presets of common endpoint servers, as starting points for a custom endpoint. To add a preset, add an entry here.
import type { EndpointProfile } from "../host/contract";

export interface Preset {
	readonly id: string;
	readonly name: string;
	readonly profile: Partial<EndpointProfile>;
}

const WHITE_MASK = { mask_polarity: "white", response_format_b64: true } as const;

export const PRESETS: readonly Preset[] = [
	{ id: "openai", name: "OpenAI", profile: { base_url: "https://api.openai.com/v1" } },
	{
		id: "azure",
		name: "Azure OpenAI",
		profile: {
			base_url: "https://YOUR-RESOURCE.openai.azure.com/openai/v1",
			auth: "api-key",
			query: "api-version=preview",
		},
	},
	{ id: "litellm", name: "LiteLLM", profile: { base_url: "http://localhost:4000/v1" } },
	{
		id: "localai",
		name: "LocalAI",
		profile: {
			base_url: "http://localhost:8080/v1",
			edits_path: "images/inpainting",
			image_field: "image",
			...WHITE_MASK,
		},
	},
	{
		id: "vllm",
		name: "vLLM",
		profile: { base_url: "http://localhost:8000/v1", image_field: "image", mask_field: "mask_image", ...WHITE_MASK },
	},
	{ id: "new-api", name: "New API", profile: { base_url: "https://YOUR-HOST/v1" } },
];
