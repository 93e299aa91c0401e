import { expect, test } from "vitest";
import { type DrawingContext, drawingEncoding, encodingProblem } from "./drawingEncoding";

const context: DrawingContext = { model: "gpt-image-2.6-flare", sendsMask: false, hasText: true };

test("by itself a drawing is sent as a copy, and to a model that takes one image only as a mask", () => {
	expect(drawingEncoding("auto", context)).toBe("copy");
	expect(drawingEncoding("auto", { ...context, model: "dall-e-2" })).toBe("mask");
	expect(drawingEncoding("auto", { ...context, model: "dall-e-3" })).toBe("words");
	expect(drawingEncoding("auto", { ...context, model: "dall-e-3", hasText: false })).toBe("none");
});

test("a chosen way is used as long as it can be, and says why it cannot", () => {
	expect(drawingEncoding("markup", context)).toBe("markup");
	expect(drawingEncoding("markup", { ...context, sendsMask: true })).toBe("copy");
	expect(encodingProblem("markup", { ...context, sendsMask: true })).toBe("requestPreview.drawings.markupOrMask");
	expect(encodingProblem("markup", { ...context, model: "gpt-image-2" })).toBe("requestPreview.drawings.noMarkup");
	expect(encodingProblem("words", { ...context, hasText: false })).toBe("requestPreview.drawings.noText");
	expect(encodingProblem("copy", { ...context, model: "dall-e-2" })).toBe("requestPreview.drawings.oneImage");
	expect(drawingEncoding("none", context)).toBe("none");
});
