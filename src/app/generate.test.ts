import { describe, expect, it, vi } from "vitest";
import { EditorError, type EditorState, type ExportedMask } from "../../editor/types";
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

function ports(state: Partial<EditorState>, more: Partial<GeneratePorts["editor"]> = {}): GeneratePorts {
	const mask = (): Promise<ExportedMask> =>
		Promise.resolve({ png: pngOf(2), width: 1024, height: 1024, editPixels: 1 });
	return {
		editor: {
			getState: () => ({ picture: null, hasMask: false, ...state }) as EditorState,
			exportPicture: async () => ({ png: pngOf(1), width: 1024, height: 1024 }),
			exportMask: vi.fn(mask),
			...more,
		},
		library: { putImage: async (blob) => `sha-${new Uint8Array(await blob.arrayBuffer())[0]}` },
		confirmEverything: vi.fn(async () => true),
	};
}
const picture = { id: "doc", name: "a.png", width: 1024, height: 1024 };

/** An editor whose mask covers everything: it exports only when that is allowed. */
const everything = (): Partial<GeneratePorts["editor"]> => ({
	exportMask: vi.fn(async (options?: { allowEverything?: boolean }) => {
		if (!options?.allowEverything) throw new EditorError("everything-masked");
		return { png: pngOf(3), width: 1024, height: 1024, editPixels: 9 };
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

	it("a picture: an edit of it at its own size", async () => {
		const draft = await draftTask({ ...wish, quality: "high" }, ports({ picture }));
		expect(draft).toMatchObject({
			operation: "edit",
			documentId: "doc",
			params: { size: "1024x1024", quality: "high" },
			inputs: { target: "sha-1", references: [] },
		});
		expect(draft?.inputs).not.toHaveProperty("editMask");
	});

	it("a picture of a size that the model does not take: auto", async () => {
		const draft = await draftTask(wish, ports({ picture: { ...picture, width: 1000 } }));
		expect(draft?.params.size).toBe("auto");
	});

	it("a masked picture: with its mask", async () => {
		const draft = await draftTask(wish, ports({ picture, hasMask: true }));
		expect(draft?.inputs).toEqual({ target: "sha-1", references: [], editMask: "sha-2" });
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
		const refusing = { exportMask: () => Promise.reject(new EditorError("mask-too-large")) };
		await expect(draftTask(wish, ports({ picture, hasMask: true }, refusing))).rejects.toMatchObject({
			code: "mask-too-large",
		});
	});
});
