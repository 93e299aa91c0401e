import { expect, it, vi } from "vitest";
import type { Library } from "../library/library";
import { withImageLeases } from "./imageLeases";

it("images in the prompt bar survive the deletion of their document, and freed space is reported", async () => {
	const library = { deleteDocument: vi.fn(), deleteUnusedImages: vi.fn(async () => 0) };
	const onSpaceFreed = vi.fn();
	const leased = withImageLeases(library as unknown as Library, () => ["in-the-bar"], onSpaceFreed);
	await leased.deleteUnusedImages();
	expect(library.deleteUnusedImages).toHaveBeenCalledWith(["in-the-bar"]);
	expect(onSpaceFreed).not.toHaveBeenCalled();
	await leased.deleteDocument("doc", ["elsewhere"]);
	expect(library.deleteDocument).toHaveBeenCalledWith("doc", ["elsewhere", "in-the-bar"]);
	library.deleteUnusedImages.mockResolvedValue(2);
	await leased.deleteUnusedImages();
	expect(onSpaceFreed).toHaveBeenCalledTimes(2);
});
