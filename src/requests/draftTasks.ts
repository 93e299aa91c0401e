// From what is on the canvas and in the prompt bar to tasks: exports, stores the inputs, says what is to be sent. Nothing
// is sent from here, and what is sent is what this says.
import {
	type EditOptions,
	type Editor,
	EditorError,
	makeId,
	type PreparedEdit,
	type SavedDocument,
} from "../../editor/index";
import type { TaskDraft, TaskRoute } from "../jobs/taskDraft";
import type { Library } from "../library/library";
import type { TaskInputs } from "../library/records";
import { type Mentioning, spellOut } from "../prompt/mentions";
import type { PromptWish } from "../prompt/PromptBar";
import { editWishes } from "./editOptions";
import { type EditChoices, FIRST_CHOICES } from "./requestChoices";
import { sentPrompt } from "./sentPrompt";

export interface Wish extends PromptWish {
	readonly route: TaskRoute;
	readonly edit?: EditChoices;
}

export interface GeneratePorts {
	readonly editor: Pick<Editor, "getState" | "prepareEdits" | "save">;
	readonly library: Pick<Library, "putImage" | "tasksWithImages">;
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
	const { text, route, estimate, references: own } = wish;
	const common = { prompt: text.text, route, ...(estimate ? { estimate } : {}) };
	if (!picture) {
		const operation = own.length > 0 ? "edit" : "generate";
		return [{ operation, ...common, ...wordsOf(text, own), params: wish.params, inputs: { references: own } }];
	}
	const wishes = editWishes(wish.edit ?? FIRST_CHOICES, wish.params.model, frame);
	const prepared = await prepare(editor, wishes, confirmEverything);
	if (prepared === undefined) return undefined;
	const origins = await originsOf(editor.save(), library);
	const group = prepared.edits.length > 1 ? { group: makeId() } : {};
	return Promise.all(
		prepared.edits.map(async (one): Promise<TaskDraft> => {
			const stored = await storeInputs(one, library);
			const inputs = { ...stored, references: [...stored.references, ...own], ...origins, ...prepared.allowed };
			const words = wordsOf(text, [picture.id, ...inputs.references], inputs.markup !== undefined, one.notes);
			const params = { ...wish.params, size: one.edit.plan.size };
			return { operation: "edit", ...common, ...words, params, documentId: picture.id, ...group, inputs };
		}),
	);
}

/** What is on the canvas came from these, as far as tasks brought them. */
async function originsOf(
	document: SavedDocument | null,
	library: Pick<Library, "tasksWithImages">,
): Promise<Pick<TaskInputs, "origins">> {
	const images = document ? [document.base, ...(document.accepted ?? []).map(({ image }) => image)] : [];
	const tasks = await library.tasksWithImages(images);
	const made = new Set(tasks.flatMap(({ outputs }) => outputs.map(({ image }) => image)));
	const origins = images.filter((image) => made.has(image));
	return origins.length > 0 ? { origins } : {};
}

/** What goes out where it is not what was written; what is mentioned and does not go out is drawn into the first. */
function wordsOf(
	text: Mentioning,
	sent: readonly string[],
	hasMarkup = false,
	notes: PreparedEdit["notes"] = [],
): Pick<TaskDraft, "sentPrompt"> {
	const { prompt } = spellOut(
		text,
		sent,
		text.bound.filter((id) => id !== null),
	);
	const words = sentPrompt(prompt, { hasMarkup, notes }) ?? prompt;
	return words === text.text ? {} : { sentPrompt: words };
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
	wishes: EditOptions,
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
