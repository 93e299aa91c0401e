// The size rules of the flexible models (gpt-image-2 and later) and the size that they choose for "auto". Pure.

export const FLEXIBLE = {
	multiple: 16,
	maxEdge: 3840,
	maxRatio: 3,
	minPixels: 655_360,
	maxPixels: 8_294_400,
} as const;

export interface Size {
	readonly width: number;
	readonly height: number;
}

export function parseSize(text: string): Size | undefined {
	const found = /^(\d{1,5})x(\d{1,5})$/.exec(text);
	return found ? { width: Number(found[1]), height: Number(found[2]) } : undefined;
}

/** The error message of a flexible model for an explicit size; undefined if the size is legal. */
export function flexibleSizeRefusal({ width, height }: Size): string | undefined {
	if (width % FLEXIBLE.multiple || height % FLEXIBLE.multiple || !width || !height) {
		return "Width and height must both be divisible by 16.";
	}
	if (Math.max(width, height) > FLEXIBLE.maxEdge) return "The longest edge must be less than or equal to 3840.";
	if (Math.max(width, height) > FLEXIBLE.maxRatio * Math.min(width, height)) {
		return "The aspect ratio must be between 1:3 and 3:1.";
	}
	const pixels = width * height;
	if (pixels < FLEXIBLE.minPixels) return "The requested resolution is below the current minimum pixel budget.";
	if (pixels > FLEXIBLE.maxPixels) return "The requested resolution exceeds the current pixel budget.";
	return undefined;
}

/** The size of "auto" for an input picture: legal, about a megapixel, near its ratio. */
export function autoSize(input: Size | undefined): Size {
	if (!input) return { width: 1024, height: 1024 };
	const ratio = Math.min(FLEXIBLE.maxRatio, Math.max(1 / FLEXIBLE.maxRatio, input.width / input.height));
	const width = toMultiple(Math.sqrt(1024 * 1024 * ratio));
	let height = toMultiple(width / ratio);
	// Rounding may exceed 3:1 slightly.
	if (width > FLEXIBLE.maxRatio * height) height += FLEXIBLE.multiple;
	else if (height > FLEXIBLE.maxRatio * width) height -= FLEXIBLE.multiple;
	return { width, height };
}

const toMultiple = (value: number): number => Math.round(value / FLEXIBLE.multiple) * FLEXIBLE.multiple;
