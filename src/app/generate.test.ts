import { describe, expect, it, vi } from "vitest";
import { FLEXIBLE_SIZES } from "../../editor";
import {
	EditorError,
	type EditorState,
	type EditWishes,
	type PreparedEdit,
	type SavedDocument,
	type SavedEdit,
} from "../../editor/types";
import { draftTask, type GeneratePorts, type Wish } from "./generate";

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

function ports(state: Partial<EditorState>, more: Partial<GeneratePorts["editor"]> = {}): GeneratePorts {
	return {
		editor: {
			getState: () => ({ picture: null, hasMask: false, ...state }) as EditorState,
			prepareEdit: vi.fn(async (): Promise<PreparedEdit> => ({ edit, picture: pngOf(1), mask: masked })),
			save: () => null,
			...more,
		},
		library: { putImage: async (blob) => `sha-${new Uint8Array(await blob.arrayBuffer())[0]}` },
		confirmEverything: vi.fn(async () => true),
	};
}
const picture = { id: "doc", name: "a.png", width: 1024, height: 1024 };

/** An editor whose mask covers everything: it prepares only when that is allowed. */
const everything = (): Partial<GeneratePorts["editor"]> => ({
	prepareEdit: vi.fn(async ({ allowEverything }: EditWishes) => {
		if (!allowEverything) throw new EditorError("everything-masked");
		return { edit, picture: pngOf(1), mask: { ...masked, png: pngOf(3) } };
	}),
});

describe("what Generate makes of the canvas", () => {
	it("an empty canvas: a generation at the chosen size", async () => {
		expect(await draftTask(wish, ports({}))).toEqual({
			operation: "generate",
			prompt: "a fox",
			route: { kind: "managed" },
			params: { model: "gpt-image-2", size: "1536x1024", n: 2 },
			inputs: { references: [] },
		});
	});

	it("a picture: an edit of it at the size that was planned, with what it takes to put the answer back", async () => {
		const unmasked = { prepareEdit: vi.fn(async () => ({ edit, picture: pngOf(1), mask: null })) };
		const draft = await draftTask({ ...wish, quality: "high" }, ports({ picture }, unmasked));
		expect(draft).toMatchObject({
			operation: "edit",
			documentId: "doc",
			params: { size: "1024x1024", quality: "high" },
			inputs: { target: "sha-1", references: [], edit },
		});
		expect(draft?.inputs).not.toHaveProperty("editMask");
		expect(unmasked.prepareEdit).toHaveBeenCalledWith({ rules: FLEXIBLE_SIZES });
	});

	it("a masked picture: with its mask", async () => {
		const draft = await draftTask(wish, ports({ picture, hasMask: true }));
		expect(draft?.inputs).toEqual({ target: "sha-1", references: [], editMask: "sha-2", edit });
	});

	it("reference pictures that are shown go along, in their order", async () => {
		const layers = ["a", "b", "c"].map((image, i) => ({ image, isVisible: i !== 1 }));
		const save = () => ({ references: layers }) as unknown as SavedDocument;
		const draft = await draftTask(wish, ports({ picture }, { save }));
		expect(draft?.inputs.references).toEqual(["a", "c"]);
	});

	it("a mask over everything: asks once, and says so to whoever checks it", async () => {
		const given = ports({ picture, hasMask: true }, everything());
		const draft = await draftTask(wish, given);
		expect(given.confirmEverything).toHaveBeenCalledTimes(1);
		expect(draft?.inputs).toMatchObject({ editMask: "sha-3", allowEverything: true });
	});

	it("a mask over everything, thought better of: nothing at all", async () => {
		const given = { ...ports({ picture, hasMask: true }, everything()), confirmEverything: async () => false };
		expect(await draftTask(wish, given)).toBeUndefined();
	});

	it("any other refusal of the editor is passed on", async () => {
		const refusing = { prepareEdit: () => Promise.reject(new EditorError("mask-too-large")) };
		await expect(draftTask(wish, ports({ picture, hasMask: true }, refusing))).rejects.toMatchObject({
			code: "mask-too-large",
		});
	});
});
