// Copies a task's prompt, kind, parameters and input pictures to the prompt bar. Sends nothing.
import { makeId } from "../../../editor/basics";
import type { TaskRecord } from "../../library/records";
import { fillPrompt } from "../../prompt/promptState";
import { occurrenceKeys } from "../../prompt/text/mentions";

/** `onCanvas`: the images of the reference layers on the canvas, which need no second copy in the bar. */
export function reusePrompt(
	{ prompt, params, inputs, documentId }: TaskRecord,
	onCanvas: readonly string[] = [],
): void {
	const { model, size, quality, n, outputFormat, outputCompression, background, moderation, inputFidelity } = params;
	// For an edit on the canvas the size was computed by the edit plan, and references may be layers of its document.
	const isCanvasEdit = inputs.target !== undefined;
	fillPrompt({
		prompt,
		intent: isCanvasEdit ? "edit" : "generate",
		order: occurrenceKeys([...(documentId ? [documentId] : []), ...inputs.references]),
		choices: {
			model,
			n,
			...(size && !isCanvasEdit ? { size } : {}),
			...(quality ? { quality } : {}),
			...(outputFormat ? { format: outputFormat } : {}),
			...(outputCompression === undefined ? {} : { compression: outputCompression }),
			...(background ? { background } : {}),
			...(moderation ? { moderation } : {}),
			...(inputFidelity ? { fidelity: inputFidelity } : {}),
		},
		references: inputs.references
			.filter((image) => !isCanvasEdit || !onCanvas.includes(image))
			.map((image, at) => ({ id: makeId(), image, name: String(at + 1) })),
	});
}
