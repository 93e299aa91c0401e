import { describe, expect, it, vi } from "vitest";
import { FLEXIBLE_SIZES } from "../../editor/basics";
import {
	type EditOptions,
	EditorError,
	type EditorState,
	type PreparedEdit,
	type SavedDocument,
	type SavedEdit,
} from "../../editor/types";
import { estimatePrice } from "../gateway/prices";
import type { ImageRecord, TaskRecord } from "../library/records";
import { type DraftPorts, draftTasks, type GenerateRequest } from "./draftTasks";
import { DEFAULT_CHOICES } from "./requestChoices";

const request: GenerateRequest = {
	intent: "edit",
	text: { text: "a fox", imageKeys: [] },
	params: { model: "gpt-image-2", size: "1536x1024", n: 2 },
	references: [],
	partialImages: 0,
	route: { kind: "managed" },
};
const pngOf = (byte: number): Uint8Array<ArrayBuffer> => new Uint8Array([byte]);
const sent = { width: 1024, height: 1024 };
const edit = { plan: { size: "1024x1024", sent }, coverage: "sha-coverage" } as SavedEdit;
const masked = { png: pngOf(2), width: 1024, height: 1024, editPixels: 1 };
const prepared: PreparedEdit = { edit, picture: pngOf(1), mask: masked, references: [], originals: [], notes: [] };

function ports(state: Partial<EditorState>, more: Partial<DraftPorts["editor"]> = {}): DraftPorts {
	return {
		editor: {
			getState: () => ({ picture: null, hasMask: false, frame: null, ...state }) as EditorState,
			prepareEdits: vi.fn(async (): Promise<readonly PreparedEdit[]> => [prepared]),
			save: () => null,
			...more,
		},
		library: {
			getImage: async (image) => (image === "large" ? ({ width: 2048, height: 1024 } as ImageRecord) : undefined),
			putImage: async (blob) => `sha-${new Uint8Array(await blob.arrayBuffer())[0]}`,
			tasksWithImages: async (images) =>
				images.includes("made") ? [{ outputs: [{ image: "made" }, { image: "other" }] } as unknown as TaskRecord] : [],
		},
		confirmFullMask: vi.fn(async () => true),
	};
}
const picture = { id: "doc", name: "a.png", width: 1024, height: 1024 };

/** An editor whose mask covers everything: it prepares edits only when that is allowed. */
const withFullMask = (): Partial<DraftPorts["editor"]> => ({
	prepareEdits: vi.fn(async ({ allowEverything }: EditOptions) => {
		if (!allowEverything) throw new EditorError("everything-masked");
		return [{ ...prepared, mask: { ...masked, png: pngOf(3) } }];
	}),
});

describe("draftTasks", () => {
	it("drafts a generation at the chosen size for an empty canvas", async () => {
		expect(await draftTasks(request, ports({}))).toEqual([
			{
				operation: "generate",
				prompt: "a fox",
				route: { kind: "managed" },
				params: { model: "gpt-image-2", size: "1536x1024", n: 2 },
				estimate: estimatePrice({ ...request.params, promptChars: 5 }),
				inputs: { references: [] },
			},
		]);
	});

	it("drafts an edit of the picture at the planned size, with the data for pasting the answer back", async () => {
		const unmasked = { prepareEdits: vi.fn(async () => [{ ...prepared, mask: null }]) };
		const [draft] =
			(await draftTasks(
				{ ...request, params: { ...request.params, quality: "high" } },
				ports({ picture }, unmasked),
			)) ?? [];
		expect(draft).toMatchObject({
			operation: "edit",
			documentId: "doc",
			params: { size: "1024x1024", quality: "high" },
			inputs: { target: "sha-1", references: [], edit },
		});
		expect(draft?.inputs).not.toHaveProperty("editMask");
		expect(unmasked.prepareEdits).toHaveBeenCalledWith(expect.objectContaining({ rules: FLEXIBLE_SIZES }));
	});

	it("includes the mask of a masked picture", async () => {
		const [draft] = (await draftTasks(request, ports({ picture, hasMask: true }))) ?? [];
		expect(draft?.inputs).toEqual({ target: "sha-1", references: [], editMask: "sha-2", edit });
	});

	it("lists accepted task outputs as origins, but neither opened files nor candidates", async () => {
		const saved = { base: "photo", accepted: [{ image: "made" }], results: [{ image: "other" }] };
		const [draft] =
			(await draftTasks(request, ports({ picture }, { save: () => saved as unknown as SavedDocument }))) ?? [];
		expect(draft?.inputs.origins).toEqual(["made"]);
	});

	it("includes the references in their order", async () => {
		const prepareEdits = async () => [{ ...prepared, references: ["a", "c"] }];
		const [draft] = (await draftTasks(request, ports({ picture }, { prepareEdits }))) ?? [];
		expect(draft?.inputs.references).toEqual(["a", "c"]);
		expect(draft).not.toHaveProperty("group");
	});

	it("drafts an unmasked edit of the prompt bar's pictures alone, with mentions numbered by position", async () => {
		const text = { text: "@Image 2 like @Image 1", imageKeys: ["b", "a"] };
		const [draft] = (await draftTasks({ ...request, text, references: ["a", "b"] }, ports({}))) ?? [];
		expect(draft).toEqual({
			operation: "edit",
			prompt: "@Image 2 like @Image 1",
			sentPrompt: "image 2 like image 1",
			route: { kind: "managed" },
			params: request.params,
			estimate: estimatePrice({ ...request.params, promptChars: text.text.length }),
			inputs: { references: ["a", "b"] },
		});
	});

	it("estimates the price from the sizes of the images that are sent", async () => {
		const prepareEdits = async () => [{ ...prepared, references: ["large"] }];
		const [draft] = (await draftTasks(request, ports({ picture }, { prepareEdits }))) ?? [];
		const params = { ...request.params, size: "1024x1024", promptChars: 5 };
		expect(draft?.estimate).toEqual(estimatePrice({ ...params, images: [{ width: 2048, height: 1024 }] }));
	});

	it("numbers mentions in the order in which the images are sent, the canvas first", async () => {
		const text = { text: "@Image 1, @Image 3 and @Image 2", imageKeys: ["doc", "own", "layer"] };
		const prepareEdits = async () => [{ ...prepared, references: ["layer"], originals: ["layer"] }];
		const given = ports({ picture }, { prepareEdits });
		const [draft] = (await draftTasks({ ...request, text, references: ["own"] }, given)) ?? [];
		expect(draft?.sentPrompt).toBe("image 1, image 3 and image 2");
		expect(draft?.inputs.references).toEqual(["layer", "own"]);
		// A reference that is sent cropped or rotated is another image, with the same number.
		const rotated = { prepareEdits: async () => [{ ...prepared, references: ["rotated"], originals: ["layer"] }] };
		const [turned] = (await draftTasks({ ...request, text, references: ["own"] }, ports({ picture }, rotated))) ?? [];
		expect(turned?.sentPrompt).toBe("image 1, image 3 and image 2");
		expect(turned?.inputs.references).toEqual(["rotated", "own"]);
		// A reference that is composed into the picture is not an image of its own.
		const [composed] = (await draftTasks({ ...request, text, references: ["own"] }, ports({ picture }))) ?? [];
		expect(composed?.sentPrompt).toBe("image 1, image 2 and image 1");
	});

	it("drafts one request for each separate area, all in one group", async () => {
		const prepareEdits = vi.fn(async () => [prepared, { ...prepared, picture: pngOf(7) }]);
		const edit = { ...DEFAULT_CHOICES, isPerArea: true };
		const drafts = (await draftTasks({ ...request, edit }, ports({ picture, hasMask: true }, { prepareEdits }))) ?? [];
		expect(drafts.map(({ inputs }) => inputs.target)).toEqual(["sha-1", "sha-7"]);
		expect(prepareEdits).toHaveBeenCalledWith(expect.objectContaining({ isPerArea: true }));
		expect(drafts[0]?.group).toBeTruthy();
		expect(drafts[1]?.group).toBe(drafts[0]?.group);
	});

	it("explains markup in the sent prompt only", async () => {
		const prepareEdits = async () => [{ ...prepared, mask: null, markup: pngOf(5) }];
		const [draft] = (await draftTasks(request, ports({ picture, hasMask: true }, { prepareEdits }))) ?? [];
		expect(draft?.inputs).toMatchObject({ markup: "sha-5" });
		expect(draft?.inputs).not.toHaveProperty("editMask");
		expect(draft?.prompt).toBe("a fox");
		expect(draft?.sentPrompt).toMatch(/^a fox\n\n.*drawing/);
	});

	it("gives markup the field of its own that the newest models have, through a custom endpoint only", async () => {
		const prepareEdits = async () => [{ ...prepared, mask: null, markup: pngOf(5) }];
		const drafted = async (model: string, route: GenerateRequest["route"]) => {
			const newest = { ...request, route, params: { ...request.params, model } };
			const [draft] = (await draftTasks(newest, ports({ picture, hasMask: true }, { prepareEdits }))) ?? [];
			return { ...draft?.inputs, isLastImage: draft?.sentPrompt?.includes("The last image") };
		};
		const custom = { kind: "custom", baseUrl: "https://host/v1" } as const;
		expect(await drafted("openai/gpt-image-2.6-flare", custom)).toMatchObject({
			isMarkupField: true,
			isLastImage: false,
		});
		for (const one of [
			await drafted("gpt-image-2.6-flare", { kind: "managed" }),
			await drafted("gpt-image-2.5", custom),
		]) {
			expect(one).toMatchObject({ markup: "sha-5", isLastImage: true });
			expect(one).not.toHaveProperty("isMarkupField");
		}
	});

	it("asks once about a mask that covers the whole picture, and records the permission", async () => {
		const given = ports({ picture, hasMask: true }, withFullMask());
		const [draft] = (await draftTasks(request, given)) ?? [];
		expect(given.confirmFullMask).toHaveBeenCalledTimes(1);
		expect(draft?.inputs).toMatchObject({ editMask: "sha-3", allowEverything: true });
	});

	it("drafts nothing if the user declines to edit the whole picture", async () => {
		const given = { ...ports({ picture, hasMask: true }, withFullMask()), confirmFullMask: async () => false };
		expect(await draftTasks(request, given)).toBeUndefined();
	});

	it("passes on any other error of the editor", async () => {
		const refusing = { prepareEdits: () => Promise.reject(new EditorError("mask-too-large")) };
		await expect(draftTasks(request, ports({ picture, hasMask: true }, refusing))).rejects.toMatchObject({
			code: "mask-too-large",
		});
	});
});
