// The picture of the row flood-fill, and our side of it: a program of its own, because its loops must run as they ship, bundled.
// Arguments: "picture FILE" writes the picture; "rounds FILE N" prints the CPU time of each round in milliseconds.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import {
	colourRegion,
	combine,
	maskRegion,
	pictureSamples,
	polygonCoverage,
	rectCorners,
	runToEnd,
} from "../../../editor/raster";
import { countEdited } from "../../../editor/raster/measure";

const SIZE = { width: 8000, height: 6000 };
const AT = { x: 4000, y: 3000 };

const [task, file = "", count = "0"] = process.argv.slice(2);
if (task === "picture") writeFileSync(file, picture());
else measure(readFileSync(file), Number(count));

/** A disc with a soft edge on another colour, both with noise of 16 levels, and a gradient across. */
function picture(): Uint8Array {
	const { width, height } = SIZE;
	const rgba = new Uint8Array(width * height * 4);
	let state = 1;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			state = (Math.imul(state, 1664525) + 1013904223) | 0;
			const share = Math.min(1, Math.max(0, (Math.hypot(x - AT.x, y - AT.y) - 2800) / 3));
			const value = 90 + 90 * share + (state >>> 28);
			const at = (y * width + x) * 4;
			rgba[at] = value - (x >> 10);
			rgba[at + 1] = value;
			rgba[at + 2] = value + 20;
			rgba[at + 3] = 255;
		}
	}
	return rgba;
}

function measure(bytes: Buffer, rounds: number): void {
	const rgba = new Uint8Array(bytes.length);
	rgba.set(bytes);
	const samples = pictureSamples(SIZE, rgba);
	const rect = (margin: number) =>
		runToEnd(
			polygonCoverage(
				SIZE,
				rectCorners({ left: margin, top: margin, right: SIZE.width - margin, bottom: SIZE.height - margin }),
			),
		);
	const mask = combine(rect(100), "subtract", rect(140));
	const wand = () =>
		runToEnd(colourRegion(samples, { at: AT, tolerance: 16, isContiguous: true, isAntiAliased: true, sampleSide: 1 }));
	const bucket = () => runToEnd(maskRegion(samples, { at: AT, mask, tolerance: null }));
	const timed = (run: () => unknown) => {
		const from = process.cpuUsage();
		run();
		const { user, system } = process.cpuUsage(from);
		return (user + system) / 1000;
	};
	const pixels = countEdited({ ...SIZE, tiles: wand() });
	bucket();
	const times = Array.from({ length: rounds }, () => ({ wand: timed(wand), bucket: timed(bucket) }));
	console.log(JSON.stringify({ pixels, times, resident: process.memoryUsage().rss }));
}
