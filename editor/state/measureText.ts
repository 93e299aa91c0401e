// Measures text in the fonts of this system, on a canvas of its own that is never shown.
import { type DrawingContext, estimateText, type MeasureText, measureWith } from "../annotations";

let measure: MeasureText | null = null;

/** An estimate where there is no canvas. */
export const measureText: MeasureText = (text, font) => {
	measure ??= createMeasure();
	return measure(text, font);
};

function createMeasure(): MeasureText {
	if (typeof document === "undefined") return estimateText;
	const context = document.createElement("canvas").getContext("2d");
	return context === null ? estimateText : measureWith(context satisfies DrawingContext);
}
