import { describe, expect, it, vi } from "vitest";
import { StudioError } from "./errors";
import { saveImage, saveToFolder } from "./saveFile";

const PNG = Uint8Array.of(137, 80, 78, 71);
const WORDS = { title: "Save", name: "fox.png" };

function ports(path: string | null | Error, hasBackend = true) {
	return {
		ask: vi.fn(async () => {
			if (path instanceof Error) throw path;
			return path;
		}),
		backend: {
			health: async () => (hasBackend ? { version: "0" } : null),
			putBlob: vi.fn(async () => {}),
			exportFile: vi.fn(async () => ({ path_name: "fox.png", bytes: 4 })),
		},
		download: vi.fn(),
	};
}

describe("saving an image", () => {
	it("writes to the path from the host's dialog, by the hash of its bytes", async () => {
		const given = ports("/home/me/fox.png");
		expect(await saveImage(new Blob([PNG]), WORDS, given)).toBe("saved");
		expect(given.ask).toHaveBeenCalledWith({ title: "Save", defaultName: "fox.png", filters: ["png"] });
		const [sha256, blob] = given.backend.putBlob.mock.calls[0] as unknown as [string, Blob];
		expect(new Uint8Array(await blob.arrayBuffer())).toEqual(PNG);
		expect(given.backend.exportFile).toHaveBeenCalledWith(sha256, "/home/me/fox.png", true);
		expect(given.download).not.toHaveBeenCalled();
	});

	it("adds a missing extension", async () => {
		const given = ports("/home/me/fox");
		await saveImage(new Blob([PNG]), WORDS, given);
		// The dialog confirmed another path, so an existing file at this one is not replaced.
		expect(given.backend.exportFile).toHaveBeenCalledWith(expect.any(String), "/home/me/fox.png", false);
	});

	it.each([
		["fox.jpg", "/home/me/fox.JPEG", "/home/me/fox.JPEG", ["jpg", "jpeg"], true],
		["fox.webp", "/home/me/fox.png", "/home/me/fox.png.webp", ["webp"], false],
	])("has the extension of its type: %s", async (name, path, written, filters, mayOverwrite) => {
		const given = ports(path);
		await saveImage(new Blob([PNG]), { title: "Save", name }, given);
		expect(given.ask).toHaveBeenCalledWith({ title: "Save", defaultName: name, filters });
		expect(given.backend.exportFile).toHaveBeenCalledWith(expect.any(String), written, mayOverwrite);
	});

	it("writes nothing if the dialog is cancelled", async () => {
		const given = ports(null);
		expect(await saveImage(new Blob([PNG]), WORDS, given)).toBe("cancelled");
		expect(given.backend.exportFile).not.toHaveBeenCalled();
		expect(given.download).not.toHaveBeenCalled();
	});

	it.each([
		["without a dialog", ports(new Error("unknown command"))],
		["without a backend", ports("/home/me/fox.png", false)],
	])("downloads the image %s", async (_, given) => {
		expect(await saveImage(new Blob([PNG]), WORDS, given)).toBe("downloaded");
		expect(given.download).toHaveBeenCalledWith(expect.any(Blob), "fox.png");
	});
});

describe("saving several images", () => {
	const pictures = ["fox.png", "fox-2.webp", "fox.png"].map((name, index) => ({
		name,
		read: async () => new Blob([PNG.slice(index)]),
	}));
	const course = (most = 9) => ({ title: "Save", onNext: vi.fn(() => most-- > 0), onSaved: vi.fn() });

	it("writes them into the folder of the first, without replacing files that were not confirmed", async () => {
		const given = ports("C:\\pictures\\fox.png");
		const files = new Set(["C:\\pictures\\fox.png", "C:\\pictures\\fox-2.webp"]);
		given.backend.exportFile.mockImplementation((async (_: string, path: string, mayOverwrite: boolean) => {
			if (files.has(path) && !mayOverwrite) throw new StudioError({ code: "file_exists", message: "" });
			files.add(path);
		}) as never);
		const asked = course();
		expect(await saveToFolder(pictures, asked, given)).toBe("done");
		expect([...files]).toEqual([
			"C:\\pictures\\fox.png",
			"C:\\pictures\\fox-2.webp",
			"C:\\pictures\\fox-2 (2).webp",
			"C:\\pictures\\fox (2).png",
		]);
		expect(asked.onSaved).toHaveBeenCalledTimes(3);
	});

	it("stops when it is cancelled, and does nothing without a dialog", async () => {
		const asked = course(1);
		expect(await saveToFolder(pictures, asked, ports("/home/me/fox.png"))).toBe("cancelled");
		expect(asked.onSaved).toHaveBeenCalledTimes(1);
		expect(await saveToFolder(pictures, course(), ports("/home/me/fox.png", false))).toBe("none");
		expect(await saveToFolder(pictures, course(), ports(null))).toBe("cancelled");
	});
});
