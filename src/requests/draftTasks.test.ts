import { describe, expect, it, vi } from "vitest";
import { FLEXIBLE_SIZES } from "../../editor/index";
import {
	type EditOptions,
	EditorError,
	type EditorState,
	type PreparedEdit,
	type SavedDocument,
	type SavedEdit,
} from "../../editor/types";
import type { TaskRecord } from "../library/records";
import { draftTasks, type GeneratePorts, type Wish } from "./draftTasks";
import { FIRST_CHOICES } from "./requestChoices";

const wish: Wish = {
	text: { text: "a fox", bound: [] },
	params: { model: "gpt-image-2", size: "1536x1024", n: 2 },
	references: [],
	route: { kind: "managed" },
};
const pngOf = (byte: number): Uint8Array<ArrayBuffer> => new Uint8Array([byte]);
const edit = { plan: { size: "1024x1024" }, coverage: "sha-coverage" } as SavedEdit;
const masked = { png: pngOf(2), width: 1024, height: 1024, editPixels: 1 };
const prepared: PreparedEdit = { edit, picture: pngOf(1), mask: masked, references: [], notes: [] };

function ports(state: Partial<EditorState>, more: Partial<GeneratePorts["editor"]> = {}): GeneratePorts {
	return {
		editor: {
			getState: () => ({ picture: null, hasMask: false, frame: null, ...state }) as EditorState,
			prepareEdits: vi.fn(async (): Promise<readonly PreparedEdit[]> => [prepared]),
			save: () => null,
			...more,
		},
		library: {
			putImage: async (blob) => `sha-${new Uint8Array(await blob.arrayBuffer())[0]}`,
			tasksWithImages: async (images) =>
				images.includes("made") ? [{ outputs: [{ image: "made" }, { image: "other" }] } as unknown as TaskRecord] : [],
		},
		confirmEverything: vi.fn(async () => true),
	};
}
const picture = { id: "doc", name: "a.png", width: 1024, height: 1024 };

/** An editor whose mask covers everything: it prepares only when that is allowed. */
const everything = (): Partial<GeneratePorts["editor"]> => ({
	prepareEdits: vi.fn(async ({ allowEverything }: EditOptions) => {
		if (!allowEverything) throw new EditorError("everything-masked");
		return [{ ...prepared, mask: { ...masked, png: pngOf(3) } }];
	}),
});

describe("what Generate makes of the canvas", () => {
	it("an empty canvas: a generation at the chosen size", async () => {
		expect(await draftTasks(wish, ports({}))).toEqual([
			{
				operation: "generate",
				prompt: "a fox",
				route: { kind: "managed" },
				params: { model: "gpt-image-2", size: "1536x1024", n: 2 },
				inputs: { references: [] },
			},
		]);
	});

	it("a picture: an edit of it at the size that was planned, with what it takes to put the answer back", async () => {
		const unmasked = { prepareEdits: vi.fn(async () => [{ ...prepared, mask: null }]) };
		const [draft] =
			(await draftTasks({ ...wish, params: { ...wish.params, quality: "high" } }, ports({ picture }, unmasked))) ?? [];
		expect(draft).toMatchObject({
			operation: "edit",
			documentId: "doc",
			params: { size: "1024x1024", quality: "high" },
			inputs: { target: "sha-1", references: [], edit },
		});
		expect(draft?.inputs).not.toHaveProperty("editMask");
		expect(unmasked.prepareEdits).toHaveBeenCalledWith(expect.objectContaining({ rules: FLEXIBLE_SIZES }));
	});

	it("a masked picture: with its mask", async () => {
		const [draft] = (await draftTasks(wish, ports({ picture, hasMask: true }))) ?? [];
		expect(draft?.inputs).toEqual({ target: "sha-1", references: [], editMask: "sha-2", edit });
	});

	it("where it came from, as far as tasks brought it: neither what was opened, nor what is only tried", async () => {
		const saved = { base: "photo", accepted: [{ image: "made" }], results: [{ image: "other" }] };
		const [draft] =
			(await draftTasks(wish, ports({ picture }, { save: () => saved as unknown as SavedDocument }))) ?? [];
		expect(draft?.inputs.origins).toEqual(["made"]);
	});

	it("pictures beside it go along, in their order", async () => {
		const prepareEdits = async () => [{ ...prepared, references: ["a", "c"] }];
		const [draft] = (await draftTasks(wish, ports({ picture }, { prepareEdits }))) ?? [];
		expect(draft?.inputs.references).toEqual(["a", "c"]);
		expect(draft).not.toHaveProperty("group");
	});

	it("pictures of the bar alone: an edit of them without a mask, mentions by their place", async () => {
		const text = { text: "@Image 2 like @Image 1", bound: ["b", "a"] };
		const estimate = { from: 0.1, to: 0.2, asOf: "2026-11" };
		const [draft] = (await draftTasks({ ...wish, text, references: ["a", "b"], estimate }, ports({}))) ?? [];
		expect(draft).toEqual({
			operation: "edit",
			prompt: "@Image 2 like @Image 1",
			sentPrompt: "image 2 like image 1",
			route: { kind: "managed" },
			params: wish.params,
			estimate,
			inputs: { references: ["a", "b"] },
		});
	});

	it("mentions beside a picture count as the pictures go out, the canvas first", async () => {
		const text = { text: "@Image 1, @Image 3 and @Image 2", bound: ["doc", "own", "layer"] };
		const prepareEdits = async () => [{ ...prepared, references: ["layer"] }];
		const given = ports({ picture }, { prepareEdits });
		const [draft] = (await draftTasks({ ...wish, text, references: ["own"] }, given)) ?? [];
		expect(draft?.sentPrompt).toBe("image 1, image 3 and image 2");
		expect(draft?.inputs.references).toEqual(["layer", "own"]);
		// Drawn into the picture, it is no image of its own.
		const [composed] = (await draftTasks({ ...wish, text, references: ["own"] }, ports({ picture }))) ?? [];
		expect(composed?.sentPrompt).toBe("image 1, image 2 and image 1");
	});

	it("areas that lie apart: a request each, known to belong together", async () => {
		const prepareEdits = vi.fn(async () => [prepared, { ...prepared, picture: pngOf(7) }]);
		const edit = { ...FIRST_CHOICES, isPerArea: true };
		const drafts = (await draftTasks({ ...wish, edit }, ports({ picture, hasMask: true }, { prepareEdits }))) ?? [];
		expect(drafts.map(({ inputs }) => inputs.target)).toEqual(["sha-1", "sha-7"]);
		expect(prepareEdits).toHaveBeenCalledWith(expect.objectContaining({ isPerArea: true }));
		expect(drafts[0]?.group).toBeTruthy();
		expect(drafts[1]?.group).toBe(drafts[0]?.group);
	});

	it("a drawing instead of a mask: said in the words that go out, and only there", async () => {
		const prepareEdits = async () => [{ ...prepared, mask: null, markup: pngOf(5) }];
		const [draft] = (await draftTasks(wish, ports({ picture, hasMask: true }, { prepareEdits }))) ?? [];
		expect(draft?.inputs).toMatchObject({ markup: "sha-5" });
		expect(draft?.inputs).not.toHaveProperty("editMask");
		expect(draft?.prompt).toBe("a fox");
		expect(draft?.sentPrompt).toMatch(/^a fox\n\n.*drawing/);
	});

	it("a mask over everything: asks once, and says so to whoever checks it", async () => {
		const given = ports({ picture, hasMask: true }, everything());
		const [draft] = (await draftTasks(wish, given)) ?? [];
		expect(given.confirmEverything).toHaveBeenCalledTimes(1);
		expect(draft?.inputs).toMatchObject({ editMask: "sha-3", allowEverything: true });
	});

	it("a mask over everything, thought better of: nothing at all", async () => {
		const given = { ...ports({ picture, hasMask: true }, everything()), confirmEverything: async () => false };
		expect(await draftTasks(wish, given)).toBeUndefined();
	});

	it("any other refusal of the editor is passed on", async () => {
		const refusing = { prepareEdits: () => Promise.reject(new EditorError("mask-too-large")) };
		await expect(draftTasks(wish, ports({ picture, hasMask: true }, refusing))).rejects.toMatchObject({
			code: "mask-too-large",
		});
	});
});
