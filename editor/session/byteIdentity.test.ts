// Byte identity from file to file: whatever the answer to an edit is, the saved PNG has the imported picture's samples
// outside the mask. Read by an independent decoder.
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { gamma } from "../codec/decode/imageFilesForTests";
import { sampledPng } from "../codec/decode/pngForTests";
import { noisePicture, paintScene, wavyScene } from "../plan/picturesForTests";
import { type RgbaImage, rectOf } from "../raster";
import type { EditorSession } from "./editorSession";
import { memoryStore, newSession } from "./sessionForTests";

const SIZE = { width: 230, height: 170 };
const PIXELS = SIZE.width * SIZE.height;
/** Separate, so that their bounding box contains pixels that are not masked. */
const PAINTED = [
	{ left: 150, top: 60, right: 200, bottom: 120 },
	{ left: 120, top: 128, right: 140, bottom: 160 },
];
const scene = wavyScene(41, false);
const SEEN = paintScene(scene, SIZE, rectOf(SIZE)).rgba;

const samples = (channels: number, sample: (pixel: number, channel: number) => number) =>
	Array.from({ length: PIXELS * channels }, (_, i) => sample(Math.floor(i / channels), i % channels));
const level = (pixel: number, channel: number) => SEEN[pixel * 4 + channel] as number;

const PICTURES = {
	opaque: sampledPng({ ...SIZE, depth: 8, colourType: 2, samples: samples(3, level) }),
	"semi-transparent": sampledPng({ ...SIZE, depth: 8, colourType: 6, samples: samples(4, level) }),
	palette: sampledPng({
		...{ ...SIZE, depth: 8, colourType: 3, samples: samples(1, (pixel) => level(pixel, 0) >> 4) },
		chunks: [
			{ type: "PLTE", data: Array.from({ length: 48 }, (_, i) => (i * 37) % 256) },
			{ type: "tRNS", data: [0, 90, 180] },
		],
	}),
	"16-bit": sampledPng({ ...SIZE, depth: 16, colourType: 6, samples: samples(4, (p, c) => level(p, c) * 255 + 77) }),
	profiled: sampledPng({ ...SIZE, depth: 8, colourType: 2, samples: samples(3, level), chunks: [gamma(1.8)] }),
};

const picture = ({ data, width, height, channels }: ReturnType<typeof decode>): RgbaImage => {
	const rgba = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < width * height; i++) {
		for (let c = 0; c < channels; c++) rgba[i * 4 + c] = data[i * channels + c] as number;
	}
	return { width, height, rgba };
};

const moved = ({ width, height, rgba }: RgbaImage, x: number, y: number): RgbaImage => {
	const clamp = (at: number, most: number) => Math.min(most - 1, Math.max(0, at));
	const copy = new Uint8Array(rgba.length);
	for (let v = 0; v < height; v++) {
		for (let u = 0; u < width; u++) {
			const from = (clamp(v - y, height) * width + clamp(u - x, width)) * 4;
			copy.set(rgba.subarray(from, from + 4), (v * width + u) * 4);
		}
	}
	return { width, height, rgba: copy };
};

/** Answers of a gateway to the picture that was sent. */
const ANSWERS: Record<string, (sent: RgbaImage) => RgbaImage> = {
	"repaints everything": (sent) => noisePicture(sent, 3),
	"shifts by (3, -2)": (sent) => moved(sent, 3, -2),
	"has half the size": ({ width, height }) =>
		paintScene(scene, { width: width >> 1, height: height >> 1 }, rectOf(SIZE)),
	"ignores the mask": (sent) => ({ ...sent, rgba: sent.rgba.map((value, i) => (i % 4 === 3 ? value : 255 - value)) }),
	"has another ratio": () => noisePicture({ width: 128, height: 128 }, 8),
};

const file = ({ width, height, rgba }: RgbaImage) =>
	new Blob([encode({ width, height, data: rgba, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);

async function opened(bytes: Uint8Array<ArrayBuffer>) {
	const store = memoryStore();
	const editor = newSession(store, { width: 400, height: 300 });
	await editor.open(new Blob([bytes]), "picture.png");
	const modifiers = { shift: false, alt: false, mod: false };
	const at = (x: number, y: number) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	editor.run("tool.rectangle");
	for (const { left, top, right, bottom } of PAINTED) {
		editor.tools.handleEvent({ type: "down", samples: at(left, top), modifiers, isSecondary: false });
		editor.tools.handleEvent({ type: "move", samples: at(right, bottom), modifiers });
		editor.tools.handleEvent({ type: "up", samples: at(right, bottom), modifiers });
	}
	return { editor, images: store.images };
}

const exported = async (editor: EditorSession) => picture(decode((await editor.exportAs("picture")).png));

function changed(before: RgbaImage, after: RgbaImage) {
	expect([after.width, after.height]).toEqual([before.width, before.height]);
	let [inside, outside] = [0, 0];
	for (let i = 0; i < after.rgba.length; i++) {
		if (after.rgba[i] === before.rgba[i]) continue;
		const [x, y] = [(i >> 2) % SIZE.width, Math.floor((i >> 2) / SIZE.width)];
		const isIn = PAINTED.some(({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom);
		if (isIn) inside++;
		else outside++;
	}
	return { inside, outside };
}

describe.each(Object.entries(PICTURES))("a picture that is %s", (_, bytes) => {
	test.each(Object.entries(ANSWERS))("keeps every byte outside the mask where the answer %s", async (name, make) => {
		const { editor } = await opened(bytes);
		const before = await exported(editor);
		// Colour matching must not reach beyond the mask either.
		editor.apply([{ type: "settings", tool: "result.edges", settings: { isMatched: true } }]);
		const { edit, picture: sent } = await editor.prepareEdit({ rules: { kind: "any" } });
		const report = await editor.showResult("r", file(make(picture(decode(sent)))), edit);
		editor.run("result.keep");
		const { inside, outside } = changed(before, await exported(editor));
		expect(outside).toBe(0);
		if (name === "shifts by (3, -2)") {
			// Moved back it equals the picture, without drift.
			expect([report.shift, inside]).toEqual([{ x: 3, y: -2 }, 0]);
			expect(report.drift?.changed).toBeLessThan(0.05);
		} else expect(report.shift).toBeNull();
		if (name === "repaints everything" || name === "ignores the mask") expect(inside).toBeGreaterThan(0);
		if (name === "repaints everything") expect(report.drift?.isMaskIgnored).toBe(true);
	});
});

describe("an unusable answer", () => {
	const tiny = (width: number, height: number) => file(noisePicture({ width, height }, 2));
	test.each([
		["not a picture", new Blob(["<html>502</html>"]), "answer-unreadable"],
		["cut off", new Blob([PICTURES.opaque.subarray(0, 900)]), "answer-unreadable"],
		["transparent everywhere", file({ ...SIZE, rgba: new Uint8Array(PIXELS * 4) }), "answer-transparent"],
		["a few pixels large", tiny(9, 7), "answer-tiny"],
	])("%s: is stored and reported, and the canvas stays unchanged", async (_, answer, code) => {
		const { editor, images } = await opened(PICTURES.opaque);
		const { edit } = await editor.prepareEdit({ rules: { kind: "any" } });
		const before = [editor.getState().revision, (await exported(editor)).rgba];
		await expect(editor.showResult("r", answer, edit)).rejects.toMatchObject({ code });
		expect([editor.getState().revision, (await exported(editor)).rgba]).toEqual(before);
		expect(editor.getState().results).toEqual([]);
		expect([...images.values()]).toContain(answer);
	});
});
