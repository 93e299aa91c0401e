// Photographs of scikit-image with outlines that were traced by hand. The photographs are not in this repository: SKIMAGE_DATA
// names the folder `skimage/data` of an installed scikit-image.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { type Coverage, polygonCoverage, type RgbaImage, type RoughStroke, runToEnd } from "../../../editor/raster";
import cases from "./photographs.json" with { type: "json" };

export interface Photograph {
	readonly name: string;
	readonly picture: RgbaImage;
	readonly truth: Coverage;
	/** One inside, and for some one correction. */
	readonly strokes: readonly RoughStroke[];
}

/** None where the folder is not named or has not all files. */
export async function readPhotographs(): Promise<readonly Photograph[]> {
	const folder = process.env.SKIMAGE_DATA;
	if (folder === undefined) return [];
	const photographs: Photograph[] = [];
	for (const { name, file, outline, strokes } of cases) {
		const path = join(folder, file);
		if (!existsSync(path)) continue;
		const picture = await readPicture(path);
		const corners = Array.from({ length: outline.length / 2 }, (_, i) => ({
			x: outline[2 * i] as number,
			y: outline[2 * i + 1] as number,
		}));
		const truth = runToEnd(polygonCoverage(picture, corners));
		photographs.push({ name, picture, truth, strokes: strokes as readonly RoughStroke[] });
	}
	return photographs;
}

async function readPicture(path: string): Promise<RgbaImage> {
	const image = await loadImage(await readFile(path));
	const { width, height } = image;
	const context = createCanvas(width, height).getContext("2d");
	context.drawImage(image, 0, 0);
	return { width, height, rgba: new Uint8Array(context.getImageData(0, 0, width, height).data) };
}
