// References are drawn into the sent image at their place and opacity, and change no pixel beside them.
import { expect, test } from "vitest";
import { type RgbaImage, runToEnd, transparentImage } from "../../raster";
import { noisePicture, pixelAt } from "../picturesForTests";
import { drawImageOver } from "./drawImageOver";

function plain(width: number, height: number, pixel: readonly number[]): RgbaImage {
	const level = transparentImage({ left: 0, top: 0, right: width, bottom: height });
	for (let i = 0; i < level.rgba.length; i += 4) level.rgba.set(pixel, i);
	return level;
}

const RED = [200, 0, 0, 255];
const RECT = { left: 100, top: 50, right: 140, bottom: 80 };

test("an opaque image replaces exactly the pixels under it, at any scale", () => {
	const onto = noisePicture({ width: 40, height: 30 });
	const before = onto.rgba.slice();
	// Half of it lies outside the sent area.
	const place = { left: 120, top: 60, right: 160, bottom: 70 };
	runToEnd(drawImageOver(onto, RECT, { picture: plain(7, 9, RED), place, opacity: 1 }));
	for (let y = 0; y < 30; y++) {
		for (let x = 0; x < 40; x++) {
			const isUnder = x >= 20 && y >= 10 && y < 20;
			expect(pixelAt(onto, x, y)).toEqual(isUnder ? RED : [...before.subarray((y * 40 + x) * 4, (y * 40 + x) * 4 + 4)]);
		}
	}
});

test("half opacity over an opaque image is the mean; over a transparent one it is the image itself", () => {
	const half = { picture: plain(4, 4, RED), place: { left: 100, top: 50, right: 104, bottom: 54 }, opacity: 0.5 };
	const opaque = plain(40, 30, [0, 100, 0, 255]);
	runToEnd(drawImageOver(opaque, RECT, half));
	expect(pixelAt(opaque, 1, 1)).toEqual([100, 50, 0, 255]);
	const nothing = plain(40, 30, [9, 9, 9, 0]);
	runToEnd(drawImageOver(nothing, RECT, half));
	expect(pixelAt(nothing, 1, 1)).toEqual([200, 0, 0, 128]);
});
