import { expect, it, vi } from "vitest";
import { readDrop } from "./drops";
import { fileNameOf, isPicturePath, readHostFile } from "./files";

it("a host file is read by its hash, with its own name and the type detected from its bytes", async () => {
	const bytes = new Uint8Array([1, 2, 3]);
	const importFile = vi.fn(async () => ({
		sha256: "ab",
		size: 3,
		content_type: "image/jpeg",
		file_name: "Hafen.png",
		width: 1,
		height: 1,
	}));
	const getBlob = vi.fn(async (_: string, type: string) => new Blob([bytes], { type }));
	const file = await readHostFile("C:\\Bilder\\Hafen.png", { importFile, getBlob });
	expect([file.name, file.type, file.size]).toEqual(["Hafen.png", "image/jpeg", 3]);
	expect(importFile).toHaveBeenCalledWith("C:\\Bilder\\Hafen.png");
	expect(getBlob).toHaveBeenCalledWith("ab", "image/jpeg");
});

it("file names and image types of paths", () => {
	expect([fileNameOf("/a/b/猫.png"), fileNameOf("C:\\a\\b.jpg"), fileNameOf("/a/b/"), fileNameOf("x")]).toEqual([
		"猫.png",
		"b.jpg",
		"b",
		"x",
	]);
	expect(["/a.PNG", "/a.jpeg", "/a.md", "/png"].map(isPicturePath)).toEqual([true, true, false, false]);
});

it.each([
	[
		{ paths: ["/a.png", 3, ""], position: { x: 1, y: 2 } },
		{ paths: ["/a.png"], position: { x: 1, y: 2 } },
	],
	[{ paths: ["/a.png"] }, { paths: ["/a.png"], position: null }],
	[{ paths: [] }, null],
	[{ position: { x: 1, y: 2 } }, null],
	[null, null],
	["/a.png", null],
])("a drop event %j is parsed", (payload, drop) => {
	expect(readDrop(payload)).toEqual(drop);
});

it.each([
	["X11; Linux x86_64", { x: 100, y: 50 }],
	["Macintosh; Intel Mac OS X 10_15_7", { x: 100, y: 50 }],
	["Windows NT 10.0; Win64; x64", { x: 50, y: 25 }],
])("positions at display scale 2 are CSS pixels, but device pixels on Windows (%s)", (system, position) => {
	vi.stubGlobal("navigator", { userAgent: `Mozilla/5.0 (${system}) AppleWebKit/605.1.15` });
	vi.stubGlobal("devicePixelRatio", 2);
	expect(readDrop({ paths: ["/a.png"], position: { x: 100, y: 50 } })?.position).toEqual(position);
	vi.unstubAllGlobals();
});
