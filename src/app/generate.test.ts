import { describe, expect, it, vi } from "vitest";
import { FLEXIBLE_SIZES } from "../../editor";
import { EditorError, type EditorState, type EditWishes, type PreparedEdit, type SavedEdit } from "../../editor/types";
import { FIRST_CHOICES } from "../outgoing/choices";
import { draftTasks, type GeneratePorts, type Wish } from "./generate";

const wish: Wish = {
	prompt: "a fox",
	model: "gpt-image-2",
	size: "1536x1024",
	quality: "auto",
	n: 2,
	route: { kind: "managed" },
};
const pngOf = (byte: number): Uint8Array<ArrayBuffer> => new Uint8Array([byte]);
const edit = { plan: { size: "1024x1024" }, coverage: "sha-coverage" } as SavedEdit;
const masked = { png: pngOf(2), width: 1024, height: 1024, editPixels: 1 };
const prepared: PreparedEdit = { edit, picture: pngOf(1), mask: masked, references: [] };

function ports(state: Partial<EditorState>, more: Partial<GeneratePorts["editor"]> = {}): GeneratePorts {
	return {
		editor: {
			getState: () => ({ picture: null, hasMask: false, frame: null, ...state }) as EditorState,
			prepareEdits: vi.fn(async (): Promise<readonly PreparedEdit[]> => [prepared]),
			...more,
		},
		library: { putImage: async (blob) => `sha-${new Uint8Array(await blob.arrayBuffer())[0]}` },
		confirmEverything: vi.fn(async () => true),
	};
}
const picture = { id: "doc", name: "a.png", width: 1024, height: 1024 };

/** An editor whose mask covers everything: it prepares only when that is allowed. */
const everything = (): Partial<GeneratePorts["editor"]> => ({
	prepareEdits: vi.fn(async ({ allowEverything }: EditWishes) => {
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
		const [draft] = (await draftTasks({ ...wish, quality: "high" }, ports({ picture }, unmasked))) ?? [];
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

	it("pictures beside it go along, in their order", async () => {
		const prepareEdits = async () => [{ ...prepared, references: ["a", "c"] }];
		const [draft] = (await draftTasks(wish, ports({ picture }, { prepareEdits }))) ?? [];
		expect(draft?.inputs.references).toEqual(["a", "c"]);
		expect(draft).not.toHaveProperty("group");
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
