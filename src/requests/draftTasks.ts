// Turns the canvas and the prompt bar into task drafts: exports and stores the input images and composes the prompt. Sends
// nothing; the runner later sends exactly what a draft contains.
import type { EditOptions, Editor, PreparedEdit, PrepareWatch, SavedDocument } from "../../editor";
import { EditorError, makeId } from "../../editor/basics";
import { hasMarkupField } from "../gateway/models";
import { estimatePrice } from "../gateway/prices";
import { leavesUnchanged } from "../jobs/outgoingImages";
import { changePreparation } from "../jobs/preparation";
import { sentImages, type TaskDraft, type TaskRoute } from "../jobs/taskDraft";
import type { Library } from "../library/library";
import type { TaskInputs } from "../library/records";
import type { PromptRequest } from "../prompt/promptRequest";
import { type MentionText, occurrenceKeys, resolveMentions } from "../prompt/text/mentions";
import { editOptions } from "./editOptions";
import { DEFAULT_CHOICES, type EditChoices } from "./requestChoices";
import { type PromptAdditions, sentPrompt } from "./sentPrompt";

export interface GenerateRequest extends PromptRequest {
	readonly route: TaskRoute;
	readonly edit?: EditChoices;
}

export interface DraftPorts {
	readonly editor: Pick<Editor, "getState" | "prepareEdits" | "save">;
	readonly library: Pick<Library, "putImage" | "getImage" | "tasksWithImages">;
	/** Asks the user, once, when the mask covers the whole picture. */
	readonly confirmFullMask: () => Promise<boolean>;
}

/**
 * Returns one draft, or one for each separate area; undefined if the user declined. Rejects with EditorError or
 * LibraryError.
 */
export async function draftTasks(
	request: GenerateRequest,
	ports: DraftPorts,
	watch?: PrepareWatch,
): Promise<readonly TaskDraft[] | undefined> {
	const { editor, library, confirmFullMask } = ports;
	const state = editor.getState();
	const { picture: shown } = state;
	const { intent, text, route, references: own } = request;
	const picture = intent === "edit" ? shown : null;
	const common = { prompt: text.text, route };
	if (!picture) {
		const operation = own.length > 0 ? "edit" : "generate";
		const draft: TaskDraft = {
			...{ operation, ...common, ...sentPromptOf(text, own) },
			...{ params: request.params, inputs: { references: own } },
		};
		return [await withEstimate(draft, request.partialImages, library)];
	}
	const options = editOptions(request.edit ?? DEFAULT_CHOICES, request.params.model, state);
	const prepared = await prepareEdits(editor, options, confirmFullMask, watch);
	if (prepared === undefined) return undefined;
	watch?.signal?.throwIfAborted();
	changePreparation({ stage: "storing", percent: 100 });
	const origins = await originsOf(editor.save(), library);
	const group = prepared.edits.length > 1 ? { group: makeId() } : {};
	return Promise.all(
		prepared.edits.map(async (one): Promise<TaskDraft> => {
			const isField = request.route.kind === "custom" && hasMarkupField(request.params.model);
			const stored = await storeInputs(one, library, isField);
			const inputs = { ...stored, references: [...stored.references, ...own], ...origins, ...prepared.allowed };
			// Mentions name the imported images, which may be sent cropped or rotated.
			const sent = sentPromptOf(text, [picture.id, ...one.originals, ...own], {
				...(one.markup ? { markup: isField ? "field" : "image" } : {}),
				...(inputs.drawing ? { drawing: sentImages({ inputs }).indexOf(inputs.drawing) + 1 } : {}),
				notes: one.notes,
			});
			const params = { ...request.params, size: one.edit.plan.size };
			const draft: TaskDraft = {
				...{ operation: "edit", ...common, ...sent, params },
				...{ documentId: picture.id, ...group, inputs },
			};
			return withEstimate(draft, request.partialImages, library);
		}),
	);
}

/** Adds the price that the preview and the task show, from the sizes of the images that are sent. */
async function withEstimate(
	draft: TaskDraft,
	partialImages: number,
	library: Pick<Library, "getImage">,
): Promise<TaskDraft> {
	const records = await Promise.all(sentImages(draft).map((image) => library.getImage(image)));
	const images = records.filter((record) => record !== undefined);
	const estimate = estimatePrice({ ...draft.params, promptChars: draft.prompt.length, images, partialImages });
	return estimate ? { ...draft, estimate } : draft;
}

/** The images on the canvas that are outputs of earlier tasks. */
async function originsOf(
	document: SavedDocument | null,
	library: Pick<Library, "tasksWithImages">,
): Promise<Pick<TaskInputs, "origins">> {
	const images = document ? [document.base, ...(document.accepted ?? []).map(({ image }) => image)] : [];
	const tasks = await library.tasksWithImages(images);
	const taskOutputs = new Set(tasks.flatMap(({ outputs }) => outputs.map(({ image }) => image)));
	const origins = images.filter((image) => taskOutputs.has(image));
	return origins.length > 0 ? { origins } : {};
}

/**
 * The prompt as sent, if it differs from the prompt as written. A mentioned picture that is not sent by itself is drawn
 * into the first one.
 */
function sentPromptOf(
	text: MentionText,
	images: readonly string[],
	additions: PromptAdditions = { notes: [] },
): Pick<TaskDraft, "sentPrompt"> {
	const { prompt } = resolveMentions(
		text,
		occurrenceKeys(images),
		text.imageKeys.filter((id) => id !== null),
	);
	const sent = sentPrompt(prompt, additions) ?? prompt;
	return sent === text.text ? {} : { sentPrompt: sent };
}

/** The hashes of parts that are stored. The editor returns the same array where nothing has changed since the last edit. */
const storedParts = new WeakMap<Uint8Array, string>();

async function storeInputs(
	{ edit, picture, mask, markup, drawing, references }: PreparedEdit,
	library: DraftPorts["library"],
	isMarkupField: boolean,
): Promise<TaskInputs> {
	const put = async (png: Uint8Array<ArrayBuffer>) => {
		const sha256 = await library.putImage(new Blob([png], { type: "image/png" }), storedParts.get(png));
		storedParts.set(png, sha256);
		leavesUnchanged(sha256);
		return sha256;
	};
	return {
		target: await put(picture),
		references,
		...(mask ? { editMask: await put(mask.png) } : {}),
		...(drawing ? { drawing: await put(drawing) } : {}),
		...(markup ? { markup: await put(markup), ...(isMarkupField ? { isMarkupField } : {}) } : {}),
		edit,
	};
}

interface PreparedRequest {
	readonly edits: readonly PreparedEdit[];
	readonly allowed: Pick<TaskInputs, "allowEverything">;
}

async function prepareEdits(
	editor: DraftPorts["editor"],
	options: EditOptions,
	confirmEverything: () => Promise<boolean>,
	watch: PrepareWatch | undefined,
): Promise<PreparedRequest | undefined> {
	const prepare = (one: EditOptions) => (watch ? editor.prepareEdits(one, watch) : editor.prepareEdits(one));
	try {
		return { edits: await prepare(options), allowed: {} };
	} catch (error) {
		if (!(error instanceof EditorError) || error.code !== "everything-masked") throw error;
	}
	if (!(await confirmEverything())) return undefined;
	const edits = await prepare({ ...options, allowEverything: true });
	return { edits, allowed: { allowEverything: true } };
}
