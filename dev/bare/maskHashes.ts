// Paints and encodes the same masks wherever it is imported. Tests compare the results of browsers with those of Node.
import { decodeSamples, encodeMaskPngWithin } from "../../editor/codec";
import { encodeMaskPng } from "../../editor/codec/png";
import {
	beginStroke,
	type Coverage,
	combine,
	ellipseCorners,
	extendStroke,
	feather,
	polygonCoverage,
	runToEnd,
	strokeCoverage,
} from "../../editor/raster";

const SIZE = { width: 900, height: 601 };

/** SHA-256 of two run-length files, and of the pixels of a compressed one, whose bytes differ between browsers. */
export async function maskHashes(): Promise<string[]> {
	const painted = combine(zigzag(), "union", runToEnd(feather(ellipse(), 20)));
	const grained = combine(painted, "intersect", grain());
	const runs = encodeMaskPng(grained);
	const compressed = await runToEnd(encodeMaskPngWithin(grained, runs.length - 1));
	const pixels = compressed && (await decodeSamples(compressed)).rgba;
	return Promise.all([encodeMaskPng(painted), runs, pixels ?? new Uint8Array()].map(sha256));
}

/** A soft brush whose pressure rises and falls. No sines, because their last bits differ between engines. */
function zigzag(): Coverage {
	const samples = Array.from({ length: 200 }, (_, i) => ({
		x: 10 + 4.25 * i,
		y: 50 + ((i * 37) % 500) + (i % 8) / 8,
		pressure: (i % 50) / 50,
	}));
	const brush = { size: 61, hardness: 0.3, opacity: 0.9, pressure: { size: true, opacity: true } };
	return strokeCoverage(extendStroke(beginStroke(SIZE, brush), samples).stroke);
}

function ellipse(): Coverage {
	return runToEnd(polygonCoverage(SIZE, ellipseCorners({ left: 100.25, top: 80, right: 700.75, bottom: 500 })));
}

function grain(): Coverage {
	const tiles: Record<number, Uint8Array<ArrayBuffer>> = {};
	let random = 1;
	for (let key = 0; key < 4 * 3; key++) {
		tiles[key] = Uint8Array.from({ length: 256 * 256 }, () => {
			random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
			return random >>> 24;
		});
	}
	// Pixels outside the picture are removed by intersecting with a painted mask.
	return { ...SIZE, tiles };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const digest = await crypto.subtle.digest("SHA-256", bytes);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
