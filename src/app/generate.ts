// From what is on the canvas and in the prompt bar to a task: exports, stores the inputs, hands over to the runner.
// Nothing is sent from here.
import { type Editor, EditorError } from "../../editor/types";
import { editSize } from "../gateway/models";
import type { Route, TaskDraft } from "../jobs/runner";
import type { Library } from "../library/library";
import type { TaskInputs } from "../library/records";

export interface Wish {
	readonly prompt: string;
	readonly model: string;
	/** For a new picture; an edit takes the picture's own size where the model can. */
	readonly size: string;
	readonly quality: string;
	readonly n: number;
	readonly route: Route;
}

export interface GeneratePorts {
	readonly editor: Pick<Editor, "getState" | "exportMask" | "exportPicture">;
	readonly library: Pick<Library, "putImage">;
	/** Asked once when the mask covers the whole picture. */
	readonly confirmEverything: () => Promise<boolean>;
}

/** undefined when the person thought better of it. Rejects with EditorError or LibraryError; nothing is sent then. */
export async function draftTask(wish: Wish, { editor, library, confirmEverything }: GeneratePorts) {
	const { picture, hasMask } = editor.getState();
	const { prompt, route, model, n } = wish;
	const quality = wish.quality === "auto" ? {} : { quality: wish.quality };
	if (!picture) {
		const params = { model, size: wish.size, ...quality, n };
		return { operation: "generate", prompt, route, params, inputs: { references: [] } } satisfies TaskDraft;
	}
	const mask = hasMask ? await exportMask(editor, confirmEverything) : {};
	if (mask === undefined) return undefined;
	const { png } = await editor.exportPicture();
	const inputs: TaskInputs = {
		target: await library.putImage(new Blob([png], { type: "image/png" })),
		references: [],
		...(mask.png ? { editMask: await library.putImage(new Blob([mask.png], { type: "image/png" })) } : {}),
		...(mask.isEverything ? { allowEverything: true } : {}),
	};
	const params = { model, size: editSize(model, picture.width, picture.height), ...quality, n };
	return { operation: "edit", prompt, route, params, documentId: picture.id, inputs } satisfies TaskDraft;
}

interface Exported {
	readonly png?: Uint8Array<ArrayBuffer>;
	readonly isEverything?: boolean;
}

async function exportMask(
	editor: GeneratePorts["editor"],
	confirmEverything: () => Promise<boolean>,
): Promise<Exported | undefined> {
	try {
		return { png: (await editor.exportMask()).png };
	} catch (error) {
		if (!(error instanceof EditorError) || error.code !== "everything-masked") throw error;
	}
	if (!(await confirmEverything())) return undefined;
	return { png: (await editor.exportMask({ allowEverything: true })).png, isEverything: true };
}
