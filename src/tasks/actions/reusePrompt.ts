// Copies a task's prompt, parameters and input pictures to the prompt bar. Sends nothing and leaves the canvas alone.
import { makeId } from "../../../editor/index";
import type { TaskRecord } from "../../library/records";
import { fillPrompt } from "../../prompt/promptState";
import { occurrenceKeys } from "../../prompt/text/mentions";

export function reusePrompt({ prompt, params, inputs, documentId }: TaskRecord): void {
	const { model, size, quality, n, outputFormat, outputCompression, background, moderation, inputFidelity } = params;
	// For an edit on the canvas the size was computed by the edit plan, and the references are layers of its document.
	const isCanvasEdit = inputs.target !== undefined;
	fillPrompt({
		prompt,
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
		...(isCanvasEdit
			? {}
			: {
					references: inputs.references.map((image, at) => ({ id: makeId(), image, name: String(at + 1) })),
				}),
	});
}
