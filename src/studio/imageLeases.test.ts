import { expect, it, vi } from "vitest";
import type { Library } from "../library/library";
import { keeping } from "./imageLeases";

it("pictures of the prompt bar outlive the document that brought them, and room that was made is told", async () => {
	const library = { deleteDocument: vi.fn(), deleteUnusedImages: vi.fn(async () => 0) };
	const onRoom = vi.fn();
	const kept = keeping(library as unknown as Library, () => ["in-the-bar"], onRoom);
	await kept.deleteUnusedImages();
	expect(library.deleteUnusedImages).toHaveBeenCalledWith(["in-the-bar"]);
	expect(onRoom).not.toHaveBeenCalled();
	await kept.deleteDocument("doc", ["elsewhere"]);
	expect(library.deleteDocument).toHaveBeenCalledWith("doc", ["elsewhere", "in-the-bar"]);
	library.deleteUnusedImages.mockResolvedValue(2);
	await kept.deleteUnusedImages();
	expect(onRoom).toHaveBeenCalledTimes(2);
});
