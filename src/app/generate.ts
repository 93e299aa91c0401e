// From what is on the canvas and in the prompt bar to tasks: exports, stores the inputs, says what is to be sent. Nothing
// is sent from here, and what is sent is what this says.
import { type Editor, EditorError, type EditWishes, makeId, type PreparedEdit } from "../../editor";
import type { Route, TaskDraft } from "../jobs/runner";
import type { Library } from "../library/library";
import type { TaskInputs } from "../library/records";
import { type EditChoices, FIRST_CHOICES } from "../outgoing/choices";
import { sentPrompt } from "../outgoing/sentPrompt";
import { editWishes } from "../outgoing/wishes";

export interface Wish {
	readonly prompt: string;
	readonly model: string;
	/** For a new picture; an edit goes out at the size that its plan says. */
	readonly size: string;
	readonly quality: string;
	readonly n: number;
	readonly route: Route;
	readonly edit?: EditChoices;
}

export interface GeneratePorts {
	readonly editor: Pick<Editor, "getState" | "prepareEdits">;
	readonly library: Pick<Library, "putImage">;
	/** Asked once when the mask covers the whole picture. */
	readonly confirmEverything: () => Promise<boolean>;
}

/**
 * One, or one for each area. undefined when the person thought better of it. Rejects with EditorError or LibraryError;
 * nothing is sent then.
 */
export async function draftTasks(wish: Wish, ports: GeneratePorts): Promise<readonly TaskDraft[] | undefined> {
	const { editor, library, confirmEverything } = ports;
	const { picture, frame } = editor.getState();
	const { prompt, route, model, n } = wish;
	const quality = wish.quality === "auto" ? {} : { quality: wish.quality };
	if (!picture) {
		const params = { model, size: wish.size, ...quality, n };
		return [{ operation: "generate", prompt, route, params, inputs: { references: [] } }];
	}
	const wishes = editWishes(wish.edit ?? FIRST_CHOICES, model, frame);
	const prepared = await prepare(editor, wishes, confirmEverything);
	if (prepared === undefined) return undefined;
	const group = prepared.edits.length > 1 ? { group: makeId() } : {};
	return Promise.all(
		prepared.edits.map(async (one): Promise<TaskDraft> => {
			const inputs = { ...(await storeInputs(one, library)), ...prepared.allowed };
			const sent = sentPrompt(prompt, { hasMarkup: inputs.markup !== undefined });
			const params = { model, size: one.edit.plan.size, ...quality, n };
			const words = sent === undefined ? { prompt } : { prompt, sentPrompt: sent };
			return { operation: "edit", ...words, route, params, documentId: picture.id, ...group, inputs };
		}),
	);
}

async function storeInputs(
	{ edit, picture, mask, markup, references }: PreparedEdit,
	library: GeneratePorts["library"],
): Promise<TaskInputs> {
	const put = (png: Uint8Array<ArrayBuffer>) => library.putImage(new Blob([png], { type: "image/png" }));
	return {
		target: await put(picture),
		references,
		...(mask ? { editMask: await put(mask.png) } : {}),
		...(markup ? { markup: await put(markup) } : {}),
		edit,
	};
}

interface Prepared {
	readonly edits: readonly PreparedEdit[];
	readonly allowed: Pick<TaskInputs, "allowEverything">;
}

async function prepare(
	editor: GeneratePorts["editor"],
	wishes: EditWishes,
	confirmEverything: () => Promise<boolean>,
): Promise<Prepared | undefined> {
	try {
		return { edits: await editor.prepareEdits(wishes), allowed: {} };
	} catch (error) {
		if (!(error instanceof EditorError) || error.code !== "everything-masked") throw error;
	}
	if (!(await confirmEverything())) return undefined;
	const edits = await editor.prepareEdits({ ...wishes, allowEverything: true });
	return { edits, allowed: { allowEverything: true } };
}
