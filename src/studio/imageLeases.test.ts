import { expect, it, vi } from "vitest";
import type { Library } from "../library/library";
import { withImageLeases } from "./imageLeases";

it("images in the prompt bar survive the deletion of their document, and freed space is reported", async () => {
	const library = { deleteDocument: vi.fn(), deleteUnusedImages: vi.fn(async () => 0) };
	const onSpaceFreed = vi.fn();
	const leased = withImageLeases(
		library as unknown as Library,
		() => ["in-the-bar"],
		async () => {},
		onSpaceFreed,
	);
	await leased.deleteUnusedImages();
	expect(library.deleteUnusedImages).toHaveBeenCalledWith(["in-the-bar"]);
	expect(onSpaceFreed).not.toHaveBeenCalled();
	await leased.deleteDocument("doc", ["elsewhere"]);
	expect(library.deleteDocument).toHaveBeenCalledWith("doc", ["elsewhere", "in-the-bar"]);
	library.deleteUnusedImages.mockResolvedValue(2);
	await leased.deleteUnusedImages();
	expect(onSpaceFreed).toHaveBeenCalledTimes(2);
});

it("the window's lease is renewed before a deletion, so that it does not keep an image that was just closed", async () => {
	const calls: string[] = [];
	const library = {
		deleteDocument: async () => void calls.push("delete"),
		deleteUnusedImages: async () => calls.push("delete"),
		purgeTasks: async () => calls.push("delete"),
	};
	const renewLease = async () => void calls.push("renew");
	const leased = withImageLeases(
		library as unknown as Library,
		() => [],
		renewLease,
		() => undefined,
	);
	await leased.deleteDocument("doc");
	await leased.deleteUnusedImages();
	await leased.purgeTasks([]);
	expect(calls).toEqual(["renew", "delete", "renew", "delete", "renew", "delete"]);
});
