// A task's words, settings and pictures back into the prompt bar. Nothing is sent, and nothing on the canvas changes.
import { makeId } from "../../../editor/index";
import type { TaskRecord } from "../../library/records";
import { fillPrompt } from "../../prompt/promptState";

export function reuseTask({ prompt, params, inputs, documentId }: TaskRecord): void {
	const { model, size, quality, n, outputFormat, outputCompression, background, moderation, inputFidelity } = params;
	// Of an edit on the canvas the size was planned, and its references lie there.
	const isOfCanvas = inputs.target !== undefined;
	fillPrompt({
		prompt,
		order: [...(documentId ? [documentId] : []), ...inputs.references],
		choices: {
			model,
			n,
			...(size && !isOfCanvas ? { size } : {}),
			...(quality ? { quality } : {}),
			...(outputFormat ? { format: outputFormat } : {}),
			...(outputCompression === undefined ? {} : { compression: outputCompression }),
			...(background ? { background } : {}),
			...(moderation ? { moderation } : {}),
			...(inputFidelity ? { fidelity: inputFidelity } : {}),
		},
		...(isOfCanvas
			? {}
			: {
					references: inputs.references.map((image, at) => ({ id: makeId(), image, name: String(at + 1) })),
				}),
	});
}
