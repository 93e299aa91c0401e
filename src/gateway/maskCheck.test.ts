import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { StudioError } from "../host/errors";
import { checkMask, checkPictures } from "./maskCheck";
import type { InputPicture } from "./types";

beforeAll(() => {
	vi.stubGlobal("OffscreenCanvas", function offscreen(width: number, height: number): Canvas {
		return createCanvas(width, height);
	});
	vi.stubGlobal("createImageBitmap", async (blob: Blob) => {
		const image = await loadImage(Buffer.from(await blob.arrayBuffer()));
		if (!image.width) throw new Error("not a picture");
		return image;
	});
});

const input = (bytes: Uint8Array | Buffer, type = "image/png"): InputPicture => ({
	sha256: "ab",
	blob: new Blob([new Uint8Array(bytes)], { type }),
	fileName: "a",
});
const picture = (width: number, height: number, type: "image/png" | "image/jpeg" = "image/png") => {
	const canvas = createCanvas(width, height);
	canvas.getContext("2d").fillRect(0, 0, width, height);
	return input(type === "image/png" ? canvas.toBuffer(type) : canvas.toBuffer(type), type);
};
/** Opaque except for `edited` pixels of its first row. */
const mask = (width: number, height: number, edited: number) => {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillRect(0, 0, width, height);
	context.clearRect(0, 0, edited, 1);
	if (edited >= width * height) context.clearRect(0, 0, width, height);
	return input(canvas.toBuffer("image/png"));
};
const NO_BACKEND = { health: async () => null, putBlob: vi.fn(), checkMask: vi.fn() };
const code = (checking: Promise<void>) =>
	checking.then(
		() => "fine",
		(error: unknown) => (error instanceof StudioError ? error.code : String(error)),
	);

describe("a mask without a backend", () => {
	const check = (target: InputPicture, editMask: InputPicture, isAllowed = false) =>
		code(checkMask(target, editMask, isAllowed, NO_BACKEND));
	it.each([
		["fine", picture(8, 4), mask(8, 4, 3)],
		["image_empty", picture(8, 4), input(Buffer.alloc(0))],
		["mask_too_large", picture(8, 4), input(Buffer.alloc(4 * 1024 * 1024))],
		["mask_no_alpha", picture(8, 4), picture(8, 4, "image/jpeg")],
		["mask_no_alpha", picture(8, 4), input(Buffer.from("no picture"))],
		["mask_size_mismatch", picture(8, 4), mask(4, 8, 3)],
		["mask_nothing", picture(8, 4), mask(8, 4, 0)],
		["mask_everything", picture(8, 4), mask(8, 4, 32)],
		["image_damaged", input(Buffer.from("no picture")), mask(8, 4, 3)],
	])("%s", async (expected, target, editMask) => {
		expect(await check(target, editMask)).toBe(expected);
	});

	it("may cover the whole image if the user allowed it; a size mismatch reports both sizes", async () => {
		expect(await check(picture(8, 4), mask(8, 4, 32), true)).toBe("fine");
		const mismatch = await checkMask(picture(8, 4), mask(4, 8, 3), false, NO_BACKEND).catch(
			(error: StudioError) => error,
		);
		expect(mismatch).toMatchObject({ details: { mask_width: 4, mask_height: 8, image_width: 8, image_height: 4 } });
	});

	it("is read in strips, down to its last row", async () => {
		const tall = createCanvas(2000, 2100);
		const context = tall.getContext("2d");
		context.fillRect(0, 0, 2000, 2100);
		context.clearRect(1999, 2099, 1, 1);
		const editMask = input(tall.toBuffer("image/png"));
		expect(await check(picture(2000, 2100), editMask)).toBe("fine");
	});
});

it("a backend, if there is one, checks the same bytes", async () => {
	const backend = { health: async () => ({ version: "0" }), putBlob: vi.fn(), checkMask: vi.fn() };
	await checkMask(picture(8, 4), mask(4, 8, 3), true, backend);
	expect(backend.putBlob).toHaveBeenCalledTimes(2);
	expect(backend.checkMask).toHaveBeenCalledWith({
		image: { sha256: "ab", content_type: "image/png", file_name: "a" },
		mask: { sha256: "ab" },
		allow_everything: true,
	});
});

it.each([
	["fine", [picture(4, 4), picture(4, 4, "image/jpeg")]],
	["fine", Array.from({ length: 16 }, () => picture(1, 1))],
	["field_invalid", Array.from({ length: 17 }, () => picture(1, 1))],
	["image_empty", [picture(4, 4), input(Buffer.alloc(0))]],
	["image_not_an_image", [input(Buffer.from("<html>"))]],
	["image_type_mismatch", [input(Buffer.from(new Uint8Array([0xff, 0xd8, 0xff, 0xe0])), "image/png")]],
])("input images: %s", async (expected, images) => {
	expect(await code(checkPictures(images))).toBe(expected);
});

it("an image over 50 MB is refused", async () => {
	const large = { ...picture(1, 1), blob: new Blob([new Uint8Array(50 * 1024 * 1024 + 1)], { type: "image/png" }) };
	expect(await code(checkPictures([large]))).toBe("image_too_large");
});
