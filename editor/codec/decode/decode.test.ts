import { createCanvas } from "@napi-rs/canvas";
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { EditorError } from "../../types";
import { inspectPicture } from "./format";
import { decodePicture, encodePicture } from "./picture";
import { plainPng } from "./pngForTests";

async function refusal(bytes: Uint8Array): Promise<string> {
	try {
		await decodePicture(new Uint8Array(bytes));
		return "opened";
	} catch (error) {
		if (error instanceof EditorError) return error.code;
		throw error;
	}
}

const import_ = (bytes: Uint8Array) => decodePicture(new Uint8Array(bytes));

const random = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7919 + ((i * i) >> 3)) & 255);

describe("samples of a PNG are kept", () => {
	test.each(["null", "Adam7"] as const)("8-bit RGBA, interlace %s, every alpha", async (interlace) => {
		const data = random(37 * 23 * 4);
		const picture = await import_(encode({ width: 37, height: 23, data, channels: 4, depth: 8 }, { interlace }));
		expect(picture.rgba).toEqual(data);
		expect(picture.notes).toEqual([]);
	});

	test("RGB, grey and grey with alpha are spread out", async () => {
		const rgb = await import_(
			encode({ width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6), channels: 3, depth: 8 }),
		);
		expect([...rgb.rgba]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
		const grey = await import_(encode({ width: 2, height: 1, data: Uint8Array.of(9, 200), channels: 1, depth: 8 }));
		expect([...grey.rgba]).toEqual([9, 9, 9, 255, 200, 200, 200, 255]);
		const both = await import_(
			encode({ width: 2, height: 1, data: Uint8Array.of(9, 0, 200, 77), channels: 2, depth: 8 }),
		);
		expect([...both.rgba]).toEqual([9, 9, 9, 0, 200, 200, 200, 77]);
	});

	test("palettes of 1 to 8 bits, with and without transparency", async () => {
		const PLTE = { type: "PLTE", data: [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7] };
		const tRNS = { type: "tRNS", data: [10, 20] };
		const two = { width: 5, height: 2, depth: 2, colourType: 3, chunks: [PLTE, tRNS] } as const;
		const { rgba } = await import_(
			plainPng({
				...two,
				rows: [
					[0b00011011, 0b11000000],
					[0b01010101, 0b00000000],
				],
			}),
		);
		const [r, g, b, k] = [
			[255, 0, 0, 10],
			[0, 255, 0, 20],
			[0, 0, 255, 255],
			[9, 8, 7, 255],
		] as const;
		expect([...rgba]).toEqual([r, g, b, k, k, g, g, g, g, r].flat());
		const opaque = { width: 3, height: 1, depth: 8, colourType: 3, chunks: [PLTE], rows: [[3, 0, 1]] } as const;
		expect([...(await import_(plainPng(opaque))).rgba]).toEqual([9, 8, 7, 255, 255, 0, 0, 255, 0, 255, 0, 255]);
	});

	test("greys of few bits use the whole range; one grey can be transparent", async () => {
		const nibbles = { width: 3, height: 1, depth: 4, colourType: 0, rows: [[0x0f, 0x50]] } as const;
		expect([...(await import_(plainPng(nibbles))).rgba]).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 85, 85, 85, 255]);
		const tRNS = { type: "tRNS", data: [0, 200] };
		const keyed = { width: 2, height: 1, depth: 8, colourType: 0, rows: [[200, 201]], chunks: [tRNS] } as const;
		expect([...(await import_(plainPng(keyed))).rgba]).toEqual([200, 200, 200, 0, 201, 201, 201, 255]);
		const tRNS2 = { type: "tRNS", data: [0, 1, 0, 2, 0, 3] };
		const colour = {
			width: 2,
			height: 1,
			depth: 8,
			colourType: 2,
			rows: [[1, 2, 3, 1, 2, 4]],
			chunks: [tRNS2],
		} as const;
		expect([...(await import_(plainPng(colour))).rgba]).toEqual([1, 2, 3, 0, 1, 2, 4, 255]);
	});

	test("16 bits are rounded once, and one is told", async () => {
		const data = Uint16Array.of(0, 65535, 257 * 3, 257 * 3 + 129, 128, 129, 65000, 40000);
		const picture = await import_(encode({ width: 2, height: 1, data, channels: 4, depth: 16 }));
		expect([...picture.rgba]).toEqual([0, 255, 3, 4, 0, 1, 253, 156]);
		expect(picture.notes).toEqual(["reduced-to-8-bit"]);
		expect(picture.png).toBeNull();
	});

	test("an sRGB tag, or a gamma that says the same, changes nothing", async () => {
		const rows = [[1, 2, 3, 4]];
		for (const chunk of [
			{ type: "sRGB", data: [0] },
			{ type: "gAMA", data: [0, 0, 0xb1, 0x8f] },
		]) {
			const file = plainPng({ width: 1, height: 1, depth: 8, colourType: 6, rows, chunks: [chunk] });
			expect([...(await import_(file)).rgba]).toEqual([1, 2, 3, 4]);
		}
	});
});

test("what is exported decodes to the imported samples, without the file's metadata", async () => {
	const text = { type: "tEXt", data: [...Buffer.from("Comment\0taken at home")] };
	const rows = [[1, 2, 3, 4, 5, 6, 7, 8]];
	const picture = await import_(plainPng({ width: 2, height: 1, depth: 8, colourType: 6, rows, chunks: [text] }));
	const reused = picture.png ?? new Uint8Array();
	expect(Buffer.from(reused).includes("taken at home")).toBe(false);
	expect([...decode(reused, { checkCrc: true }).data]).toEqual(rows[0]);
	const written = encodePicture(picture);
	expect([...decode(written, { checkCrc: true }).data]).toEqual(rows[0]);
});

describe("bad input is refused before anything is decoded", () => {
	const png = encode({ width: 40, height: 30, data: random(4800), channels: 4, depth: 8 });
	const canvas = createCanvas(64, 48);
	canvas.getContext("2d").fillRect(3, 3, 30, 20);
	const jpeg = canvas.toBuffer("image/jpeg");
	const webp = canvas.toBuffer("image/webp");

	test("nothing, text, and a picture that is not one", async () => {
		expect(await refusal(new Uint8Array(0))).toBe("empty-file");
		expect(await refusal(Buffer.from("a letter"))).toBe("not-an-image");
		expect(await refusal(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"))).toBe("not-an-image");
		expect(await refusal(Uint8Array.of(0x89))).toBe("not-an-image");
	});

	test("cut off anywhere", async () => {
		const opened: string[] = [];
		for (const [name, file] of Object.entries({ png, jpeg, webp })) {
			for (let length = 16; length < file.length; length += 11) {
				const code = await refusal(file.subarray(0, length));
				if (code !== "damaged-image") opened.push(`${name} at ${length} of ${file.length}: ${code}`);
			}
		}
		expect(opened).toEqual([]);
	});

	test("one byte changed in the middle of a PNG", async () => {
		const broken = png.slice();
		broken[Math.floor(png.length / 2)]! ^= 1;
		expect(await refusal(broken)).toBe("damaged-image");
	});

	test("rows missing, although every chunk is whole", async () => {
		const short = plainPng({ width: 4, height: 9, depth: 8, colourType: 0, rows: [[1, 2, 3, 4]] });
		expect(await refusal(short)).toBe("damaged-image");
	});

	test("a header that promises gigabytes, without unpacking a byte of it", async () => {
		const bomb = (width: number, height: number) => plainPng({ width, height, depth: 8, colourType: 6, rows: [] });
		expect(await refusal(bomb(16_385, 10))).toBe("image-too-large");
		expect(await refusal(bomb(12_000, 12_000))).toBe("image-too-large");
		expect(await refusal(bomb(0, 10))).toBe("damaged-image");
	});

	test("dimensions come from the header of each format", () => {
		const sized = { width: 64, height: 48 };
		expect(inspectPicture(jpeg)).toMatchObject({ format: "jpeg", ...sized });
		expect(inspectPicture(webp)).toMatchObject({ format: "webp", ...sized });
		expect(inspectPicture(png)).toMatchObject({ format: "png", width: 40, height: 30 });
		const gif = Buffer.from("GIF89a@\u00000\u0000\u0000\u0000\u0000", "latin1");
		expect(inspectPicture(gif)).toMatchObject({ format: "gif", ...sized });
	});
});
