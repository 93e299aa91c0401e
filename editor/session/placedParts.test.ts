// Placed pictures as parts of the picture, from file to file: the export and the request contain them, every byte beside
// them stays the picture's, and keeping an answer makes those under it a part for good. Read by an independent decoder.
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { ReferenceProperties } from "../document";
import { noisePicture } from "../plan/picturesForTests";
import { encloseRects, type Rect, type RgbaImage } from "../raster";
import type { EditorSession } from "./editorSession";
import { memoryStore, newSession } from "./sessionForTests";

const SIZE = { width: 120, height: 90 };
const PICTURE = noisePicture(SIZE, 1);
for (let i = 3; i < PICTURE.rgba.length; i += 4) PICTURE.rgba[i] = 255;
/** Half of its columns are half transparent. */
const PART_SIZE = { width: 30, height: 20 };
const PART = noisePicture(PART_SIZE, 2);
for (let i = 0; i < PART.width * PART.height; i++) PART.rgba[i * 4 + 3] = i % PART.width < 15 ? 255 : 128;
/** Unscaled, so that its opaque pixels keep their bytes. */
const PLACE = { left: 50, top: 30, right: 80, bottom: 50 };
const RULES = { rules: { kind: "any" } } as const;

const file = ({ width, height, rgba }: RgbaImage) =>
	new Blob([encode({ width, height, data: rgba, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);

function image(png: Uint8Array): RgbaImage {
	const { width, height, data, channels } = decode(png);
	const rgba = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < width * height; i++)
		for (let c = 0; c < channels; c++) rgba[i * 4 + c] = data[i * channels + c] as number;
	return { width, height, rgba };
}

const pixel = ({ width, rgba }: RgbaImage, x: number, y: number) => [
	...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];
const exported = async (editor: EditorSession) => image((await editor.exportAs("picture")).png);

function set(editor: EditorSession, changes: Partial<ReferenceProperties>, index = 0): void {
	const reference = editor.document?.references[index]?.id ?? "";
	editor.apply([{ type: "commands", commands: [{ type: "reference.set", reference, changes }] }]);
}

async function opened(changes: Partial<ReferenceProperties> = { isPart: true }): Promise<EditorSession> {
	const editor = newSession(memoryStore());
	await editor.open(file(PICTURE), "picture.png");
	await editor.addReference(file(PART), "part.png");
	set(editor, { place: PLACE, ...changes });
	return editor;
}

function maskRect(editor: EditorSession, { left, top, right, bottom }: Rect): void {
	const modifiers = { shift: false, alt: false, mod: false };
	const at = (x: number, y: number) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	editor.run("tool.rectangle");
	editor.tools.handleEvent({ type: "down", samples: at(left, top), modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "move", samples: at(right, bottom), modifiers });
	editor.tools.handleEvent({ type: "up", samples: at(right, bottom), modifiers });
}

/** The pixels that differ, as a rectangle; null: none. */
function differing(a: RgbaImage, b: RgbaImage): Rect | null {
	let found: Rect | null = null;
	for (let y = 0; y < a.height; y++)
		for (let x = 0; x < a.width; x++) {
			if (pixel(a, x, y).every((value, c) => value === pixel(b, x, y)[c])) continue;
			const here: Rect = { left: x, top: y, right: x + 1, bottom: y + 1 };
			found = found === null ? here : encloseRects(found, here);
		}
	return found;
}

describe("a placed picture", () => {
	test("as a part is drawn into the export and the request, exactly, and changes no byte beside it", async () => {
		const editor = await opened();
		const whole = await exported(editor);
		expect(differing(PICTURE, whole)).toEqual(PLACE);
		for (const [x, y] of [
			[0, 0],
			[14, 19],
		] as const)
			expect(pixel(whole, PLACE.left + x, PLACE.top + y), "opaque pixels are its own").toEqual(pixel(PART, x, y));
		const mixed = pixel(PART, 20, 10).map((value, c) => {
			const under = pixel(PICTURE, PLACE.left + 20, PLACE.top + 10)[c] as number;
			return c === 3 ? 255 : Math.round((value * 128 + under * 127) / 255);
		});
		for (const [c, value] of pixel(whole, PLACE.left + 20, PLACE.top + 10).entries())
			expect(Math.abs(value - (mixed[c] as number)), "half transparent pixels are mixed").toBeLessThanOrEqual(1);

		const { picture, references } = await editor.prepareEdit(RULES);
		expect(differing(whole, image(picture))).toBeNull();
		expect(references).toEqual([]);
		expect(editor.getState().references).toEqual([]);
		expect(differing(PICTURE, image((await editor.exportAs("imported")).png))).toBeNull();
	});

	test("as a reference is sent beside the picture, and is not exported", async () => {
		const editor = await opened({ isPart: false });
		expect(differing(PICTURE, await exported(editor))).toBeNull();
		const { picture, references } = await editor.prepareEdit(RULES);
		expect(differing(PICTURE, image(picture))).toBeNull();
		expect(references).toHaveLength(1);
		set(editor, { isPart: true, isVisible: false });
		expect(differing(PICTURE, await exported(editor)), "a hidden part is not drawn").toBeNull();
	});

	test("stays a part when the document is stored and loaded", async () => {
		const store = memoryStore();
		const editor = newSession(store);
		await editor.open(file(PICTURE), "picture.png");
		await editor.addReference(file(PART), "part.png");
		set(editor, { place: PLACE, isPart: true, angle: 30 });
		const saved = structuredClone(editor.save());
		if (saved === null) throw new Error("no document");
		const reopened = newSession(store);
		await reopened.load(saved);
		expect(reopened.document?.references).toEqual(editor.document?.references);
		expect(differing(await exported(editor), await exported(reopened))).toBeNull();
	});
});

/** Painted over the left of the part: its right side lies outside. */
const MASKED = { left: 40, top: 20, right: 70, bottom: 60 };

async function answered(editor: EditorSession, masked: Rect): Promise<RgbaImage> {
	maskRect(editor, masked);
	const before = await exported(editor);
	const { edit, picture } = await editor.prepareEdit(RULES);
	const { width, height } = image(picture);
	await editor.showResult("r", file(noisePicture({ width, height }, 7)), edit);
	return before;
}

describe("keeping an answer", () => {
	test("over a part merges the part under it; every byte outside the mask stays", async () => {
		const editor = await opened();
		const before = await answered(editor, MASKED);
		expect(differing(before, await exported(editor)), "a candidate is not exported").toBeNull();
		editor.run("result.keep");
		expect(editor.document?.references).toEqual([]);
		expect(editor.document?.accepted.map(({ part }) => part?.name)).toEqual(["part.png", undefined]);
		const after = await exported(editor);
		const changed = differing(before, after);
		expect(changed).not.toBeNull();
		expect(changed && [changed.left >= 40, changed.top >= 20, changed.right <= 70, changed.bottom <= 60]).toEqual([
			...[true, true, true, true],
		]);
		expect(pixel(after, 75, 40), "the part beside the mask").toEqual(pixel(before, 75, 40));

		// It keeps its place when the canvas is cropped, and after a reload.
		editor.apply([
			{ type: "commands", commands: [{ type: "canvas.crop", canvas: { left: 10, top: 5, right: 110, bottom: 85 } }] },
		]);
		expect(pixel(await exported(editor), 65, 35)).toEqual(pixel(after, 75, 40));
		editor.run("edit.undo");
		editor.run("edit.undo");
		expect(editor.document?.references.map(({ isPart }) => isPart)).toEqual([true]);
		expect(editor.document?.accepted).toEqual([]);
		expect(differing(before, await exported(editor))).toBeNull();
	});

	test("an answer is compared with the picture as it was sent, parts included", async () => {
		const editor = await opened();
		maskRect(editor, MASKED);
		const { edit, picture } = await editor.prepareEdit(RULES);
		const report = await editor.showResult("same", file(image(picture)), edit);
		expect(report.drift).toMatchObject({ mean: 0, changed: 0 });
		const before = await exported(editor);
		editor.run("result.keep");
		expect(differing(before, await exported(editor))).toBeNull();
	});

	test("beside a part leaves that on the canvas", async () => {
		const editor = await opened();
		const before = await answered(editor, { left: 5, top: 5, right: 30, bottom: 80 });
		editor.run("result.keep");
		expect(editor.document?.references).toHaveLength(1);
		expect(editor.document?.accepted.map(({ id }) => id)).toEqual(["r"]);
		const changed = differing(before, await exported(editor));
		expect(changed && changed.right <= 30).toBe(true);
	});

	test("leaves a part that was moved since on the canvas, too", async () => {
		const editor = await opened();
		await answered(editor, MASKED);
		set(editor, { place: { left: 0, top: 0, right: 30, bottom: 20 } });
		editor.run("result.keep");
		expect(editor.document?.references).toHaveLength(1);
		expect(editor.document?.accepted).toHaveLength(2);
	});
});

describe("blending in", () => {
	/** The left half of the picture is opaque, the right half transparent. */
	const half = noisePicture({ width: 40, height: 20 }, 3);
	for (let i = 0; i < half.width * half.height; i++) half.rgba[i * 4 + 3] = i % half.width < 20 ? 255 : 0;

	async function blended(changes: Partial<ReferenceProperties>): Promise<EditorSession> {
		const editor = newSession(memoryStore());
		await editor.open(file(PICTURE), "picture.png");
		await editor.addReference(file(half), "half.png");
		set(editor, { place: { left: 40, top: 30, right: 80, bottom: 50 }, ...changes });
		maskRect(editor, { left: 0, top: 0, right: 10, bottom: 90 });
		editor.run("tool.place");
		editor.run("object.blendIn");
		await expect.poll(() => editor.document?.references[0]?.isPart).toBe(true);
		return editor;
	}

	/** The coverage of the mask at a pixel. */
	const masked = async (editor: EditorSession) => {
		const { png } = await editor.exportAs("mask-white");
		const mask = image(png);
		return (x: number, y: number) => pixel(mask, x, y)[0];
	};

	test("masks what is visible of it, with a margin, in place of the mask; one step back restores both", async () => {
		const editor = await blended({});
		const at = await masked(editor);
		// Visible is 40 to 60, 30 to 50; the margin is 8.
		expect([at(50, 40), at(33, 40), at(66, 40), at(50, 23), at(50, 56)]).toEqual([255, 255, 255, 255, 255]);
		expect([at(30, 40), at(70, 40), at(50, 20), at(50, 60)], "beyond the margin").toEqual([0, 0, 0, 0]);
		expect(at(5, 5), "the mask before is replaced").toBe(0);
		expect(editor.getState().editAreaRevision).toBeGreaterThan(0);
		editor.run("edit.undo");
		expect(editor.document?.references[0]?.isPart).toBeUndefined();
		const before = await masked(editor);
		expect([before(5, 5), before(50, 40)]).toEqual([255, 0]);
	});

	test("follows the rotation of the picture", async () => {
		const at = await masked(await blended({ angle: 90 }));
		// Turned clockwise about 60, 40, the opaque half is above: 50 to 70, 20 to 40.
		expect([at(60, 25), at(60, 13), at(43, 30), at(77, 30), at(60, 47)]).toEqual([255, 255, 255, 255, 255]);
		expect([at(60, 10), at(60, 51), at(40, 30), at(80, 30)]).toEqual([0, 0, 0, 0]);
	});

	test("leaves a locked mask, and one with an instruction, as they are, but hides them", async () => {
		const editor = newSession(memoryStore());
		await editor.open(file(PICTURE), "picture.png");
		await editor.addReference(file(half), "half.png");
		set(editor, { place: { left: 40, top: 30, right: 80, bottom: 50 } });
		maskRect(editor, { left: 0, top: 0, right: 10, bottom: 90 });
		const first = editor.document?.masks[0];
		const lock = { type: "mask.set", mask: first?.id ?? "", changes: { isLocked: true } } as const;
		editor.apply([{ type: "commands", commands: [lock] }]);
		editor.run("object.blendIn");
		await expect.poll(() => editor.document?.masks.length).toBe(2);
		expect(editor.document?.masks[0]).toMatchObject({ isLocked: true, isVisible: false, coverage: first?.coverage });
		const at = await masked(editor);
		expect([at(5, 5), at(50, 40)]).toEqual([0, 255]);
	});

	test("is refused with a reason where nothing visible lies on the picture", async () => {
		const editor = newSession(memoryStore());
		await editor.open(file(PICTURE), "picture.png");
		await editor.addReference(file(half), "half.png");
		set(editor, { place: { left: -25, top: 30, right: 15, bottom: 50 }, isFlippedX: false });
		editor.run("object.blendIn");
		await expect.poll(() => editor.getSnapshot().notice?.code).toBe("nothing-to-blend");
		expect(editor.document?.references[0]?.isPart).toBeUndefined();
		set(editor, { place: { left: -100, top: 0, right: -60, bottom: 20 } });
		const { revision } = editor.getState();
		editor.run("object.blendIn");
		expect(editor.getState().revision, "beside the picture it is not offered").toBe(revision);
	});
});

test("a placed picture fits into the view around the point, pixel for pixel where it can", async () => {
	const editor = newSession(memoryStore(), { width: 400, height: 300 });
	await editor.open(file(PICTURE), "picture.png");
	await editor.placePicture(file(PART), "part.png", { x: 200, y: 150 });
	expect(editor.document?.references[0]).toMatchObject({ place: { left: 45, top: 35, right: 75, bottom: 55 } });
	expect(editor.getState().activeTool).toBe("place");
	expect(editor.getSnapshot().selectedObjects).toHaveLength(1);
	await editor.placePicture(file(noisePicture({ width: 480, height: 180 }, 4)), "wide.png", { x: 200, y: 150 });
	expect(editor.document?.references[1]?.place).toEqual({ left: 12, top: 27, right: 108, bottom: 63 });
	editor.run("object.delete");
	expect(editor.document?.references).toHaveLength(1);
	editor.run("edit.undo");
	expect(editor.document?.references).toHaveLength(2);
});
