// What models take, as data. An unknown name gets the permissive default. (Qualities, backgrounds and the rest join here.)
import { FLEXIBLE_SIZES, type SizeRules } from "../../editor";

const listed = (...sizes: string[]): SizeRules => ({ kind: "list", sizes });

const FAMILIES: readonly (readonly [RegExp, SizeRules])[] = [
	[/^gpt-image-1|^chatgpt-image/, listed("1024x1024", "1536x1024", "1024x1536")],
	[/^dall-e-3/, listed("1024x1024", "1792x1024", "1024x1792")],
	[/^dall-e-2/, listed("256x256", "512x512", "1024x1024")],
];

/** Which sizes a model takes. */
export const sizeRules = (model: string): SizeRules =>
	FAMILIES.find(([name]) => name.test(model))?.[1] ?? FLEXIBLE_SIZES;
