import { expect, it, vi } from "vitest";
import type { EditorState, SavedDocument } from "../../editor/types";
import { keepThumbnail } from "./keepThumbnail";

it("makes the thumbnail of each picture that stays open, once", async () => {
	const made: string[] = [];
	let id: string | null = null;
	let change = (): void => {};
	keepThumbnail({
		editor: {
			getState: () => ({ picture: id === null ? null : { id } }) as EditorState,
			subscribe: (listener) => {
				change = listener;
				return () => {};
			},
			save: () => (id === null ? null : ({ base: `file of ${id}` } as SavedDocument)),
		},
		library: {
			getThumbnail: async (sha256) => {
				made.push(sha256);
				return undefined;
			},
		},
		delayMs: 0,
	});
	for (const shown of ["passed by", "first", "first", null]) {
		id = shown;
		change();
	}
	id = "second";
	change();
	change();
	await vi.waitFor(() => expect(made).toEqual(["file of second"]));
	id = "third";
	change();
	await vi.waitFor(() => expect(made).toEqual(["file of second", "file of third"]));
});
