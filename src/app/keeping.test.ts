import { expect, it, vi } from "vitest";
import type { Library } from "../library/library";
import { keeping } from "./keeping";

it("pictures of the prompt bar outlive the document that brought them", async () => {
	const library = { deleteDocument: vi.fn(), collectImages: vi.fn() };
	const kept = keeping(library as unknown as Library, () => ["in-the-bar"]);
	await kept.deleteDocument("doc", ["elsewhere"]);
	await kept.collectImages();
	expect(library.deleteDocument).toHaveBeenCalledWith("doc", ["elsewhere", "in-the-bar"]);
	expect(library.collectImages).toHaveBeenCalledWith(["in-the-bar"]);
});
