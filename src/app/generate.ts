// From what is on the canvas and in the prompt bar to a task: exports, stores the inputs, hands over to the runner.
// Nothing is sent from here.
import { type Editor, EditorError, type PreparedEdit } from "../../editor/types";
import { sizeRules } from "../gateway/models";
import type { Route, TaskDraft } from "../jobs/runner";
import type { Library } from "../library/library";
import type { TaskInputs } from "../library/records";

export interface Wish {
	readonly prompt: string;
	readonly model: string;
	/** For a new picture; an edit goes out at the size that its plan says. */
	readonly size: string;
	readonly quality: string;
	readonly n: number;
	readonly route: Route;
}

export interface GeneratePorts {
	readonly editor: Pick<Editor, "getState" | "prepareEdit" | "save">;
	readonly library: Pick<Library, "putImage">;
	/** Asked once when the mask covers the whole picture. */
	readonly confirmEverything: () => Promise<boolean>;
}

/** undefined when the person thought better of it. Rejects with EditorError or LibraryError; nothing is sent then. */
export async function draftTask(wish: Wish, { editor, library, confirmEverything }: GeneratePorts) {
	const { picture } = editor.getState();
	const { prompt, route, model, n } = wish;
	const quality = wish.quality === "auto" ? {} : { quality: wish.quality };
	if (!picture) {
		const params = { model, size: wish.size, ...quality, n };
		return { operation: "generate", prompt, route, params, inputs: { references: [] } } satisfies TaskDraft;
	}
	const prepared = await prepare(editor, model, confirmEverything);
	if (prepared === undefined) return undefined;
	const { edit, mask, isEverything } = prepared;
	const put = (png: Uint8Array<ArrayBuffer>) => library.putImage(new Blob([png], { type: "image/png" }));
	const inputs: TaskInputs = {
		target: await put(prepared.picture),
		references: visibleReferences(editor),
		...(mask ? { editMask: await put(mask.png) } : {}),
		...(isEverything ? { allowEverything: true } : {}),
		edit,
	};
	const params = { model, size: edit.plan.size, ...quality, n };
	return { operation: "edit", prompt, route, params, documentId: picture.id, inputs } satisfies TaskDraft;
}

/** What lies beside the picture goes along with it, the lowest first. */
function visibleReferences(editor: GeneratePorts["editor"]): readonly string[] {
	const references = editor.save()?.references ?? [];
	return references.filter(({ isVisible }) => isVisible).map(({ image }) => image);
}

interface Prepared extends PreparedEdit {
	readonly isEverything: boolean;
}

async function prepare(
	editor: GeneratePorts["editor"],
	model: string,
	confirmEverything: () => Promise<boolean>,
): Promise<Prepared | undefined> {
	const wishes = { rules: sizeRules(model) };
	try {
		return { ...(await editor.prepareEdit(wishes)), isEverything: false };
	} catch (error) {
		if (!(error instanceof EditorError) || error.code !== "everything-masked") throw error;
	}
	if (!(await confirmEverything())) return undefined;
	return { ...(await editor.prepareEdit({ ...wishes, allowEverything: true })), isEverything: true };
}
