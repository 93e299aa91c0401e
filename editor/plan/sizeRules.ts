// The image sizes that a model takes, as data.
import type { Size } from "../raster";

/** The sizes of pictures that a model accepts and returns. */
export type SizeRules =
	| { readonly kind: "any" }
	/** Only these sizes, as "WIDTHxHEIGHT". */
	| { readonly kind: "list"; readonly sizes: readonly string[] }
	| {
			readonly kind: "flexible";
			/** Both edges must be multiples of this. */
			readonly multiple: number;
			readonly maxEdge: number;
			/** Long edge to short edge. */
			readonly maxRatio: number;
			readonly minPixels: number;
			readonly maxPixels: number;
	  };

/** The size rules of gpt-image-2 and later, as published in the image guide and confirmed by measured refusals. */
export const FLEXIBLE_SIZES: SizeRules = {
	kind: "flexible",
	multiple: 16,
	maxEdge: 3840,
	maxRatio: 3,
	minPixels: 655_360,
	maxPixels: 8_294_400,
};

export function sizeName({ width, height }: Size): string {
	return `${width}x${height}`;
}

/** Null for "auto" and anything else that is not a size. */
export function parseSize(name: string): Size | null {
	const [, width, height] = /^([1-9]\d*)x([1-9]\d*)$/.exec(name) ?? [];
	return width === undefined || height === undefined ? null : { width: Number(width), height: Number(height) };
}

export function isLegalSize(size: Size, rules: SizeRules): boolean {
	const { width, height } = size;
	switch (rules.kind) {
		case "any":
			return true;
		case "list":
			return rules.sizes.includes(sizeName(size));
		case "flexible": {
			const long = Math.max(width, height);
			const short = Math.min(width, height);
			const pixels = width * height;
			return (
				width % rules.multiple === 0 &&
				height % rules.multiple === 0 &&
				long <= rules.maxEdge &&
				long <= short * rules.maxRatio &&
				pixels >= rules.minPixels &&
				pixels <= rules.maxPixels
			);
		}
	}
}
