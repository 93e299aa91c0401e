// For a picture that goes out as it is, without a plan: its size is named only when the model takes exactly it.
import type { Size } from "../raster";
import { isLegalSize, type SizeRules, sizeName } from "./sizes";

export function planEdit(picture: Size, rules: SizeRules): { readonly size: string } {
	return { size: isLegalSize(picture, rules) ? sizeName(picture) : "auto" };
}
