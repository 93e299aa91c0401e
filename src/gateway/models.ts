// What models take, as data. An unknown name gets the permissive default. (Qualities, backgrounds and the rest join here.)

interface SizeRules {
	/** Any size whose edges are multiples of `step` within the bounds; or exactly one of a list. */
	readonly isLegal: (width: number, height: number) => boolean;
}

const FLEXIBLE: SizeRules = {
	isLegal: (width, height) => {
		const long = Math.max(width, height);
		const pixels = width * height;
		return (
			width % 16 === 0 &&
			height % 16 === 0 &&
			long <= 3840 &&
			long <= 3 * Math.min(width, height) &&
			pixels >= 655_360 &&
			pixels <= 8_294_400
		);
	},
};

const listed = (...sizes: string[]): SizeRules => ({
	isLegal: (width, height) => sizes.includes(`${width}x${height}`),
});

const FAMILIES: readonly (readonly [RegExp, SizeRules])[] = [
	[/^gpt-image-1|^chatgpt-image/, listed("1024x1024", "1536x1024", "1024x1536")],
	[/^dall-e-3/, listed("1024x1024", "1792x1024", "1024x1792")],
	[/^dall-e-2/, listed("256x256", "512x512", "1024x1024")],
];

/** The picture's own size where the model takes it, else "auto". */
export function editSize(model: string, width: number, height: number): string {
	const rules = FAMILIES.find(([name]) => name.test(model))?.[1] ?? FLEXIBLE;
	return rules.isLegal(width, height) ? `${width}x${height}` : "auto";
}
