// The mask of a segmentation model as a selection: its small coverage is placed on the plane of quick select, the border moves
// to the edge between pixels, and the full samples give it a soft edge.
import type { Size, Tiles } from "../coverage";
import { type PictureSamples, remembered } from "../select";
import type { Steps } from "../steps";
import { bandAlong, cutBand } from "./bandCut";
import { type LabPlane, labPlane } from "./labPlane";
import { labelTiles } from "./selectionTiles";

export interface ObjectMaskInput extends Size {
	/** Of the whole picture, scaled: a byte a pixel, row by row; from 128 on selected. */
	readonly coverage: Uint8Array<ArrayBuffer>;
}

/** The reach of the moving border, in pixels of the plane: a pixel of SAM's masks has about four. */
const REACH = 8;

export function* objectMask(samples: PictureSamples, mask: ObjectMaskInput): Steps<Tiles> {
	const plane = yield* keptPlane(samples);
	const grown = valuesOn(plane, mask).map((value) => (value >= 128 ? 1 : 0));
	yield;
	const isThin = thinParts(grown, plane);
	const labels = cutBand(plane, { grown, isFixed: (p) => isThin[p] === 1, radius: REACH });
	yield;
	return yield* labelTiles(samples, plane, labels);
}

/** 1 where a part, or a gap, lies in the band as a whole: a cut would close it, so that it keeps the border of the mask. */
function thinParts(grown: Uint8Array, { width, height }: Size): Uint8Array {
	const band = bandAlong(grown, width, height, REACH);
	const isThin = new Uint8Array(grown.length).fill(1);
	for (const side of [0, 1]) {
		const core = grown.map((label, p) => (label === side && band[p] === 0 ? 1 : 0));
		const near = bandAlong(core, width, height, 2 * REACH);
		for (let p = 0; p < grown.length; p++) if (grown[p] === side && (core[p] === 1 || near[p] === 1)) isThin[p] = 0;
	}
	return isThin;
}

/** The next candidate of the same picture needs the same plane. */
function* keptPlane(samples: PictureSamples): Steps<LabPlane> {
	const kept = remembered(samples, "objectPlane", "", (): { plane: LabPlane | null } => ({ plane: null }));
	kept.plane ??= yield* labPlane(samples);
	return kept.plane;
}

/** The coverage at the middle of each pixel of the plane, interpolated. */
function valuesOn(plane: LabPlane, { width, height, coverage }: ObjectMaskInput): Uint8Array {
	const values = new Uint8Array(plane.width * plane.height);
	const { factor, picture } = plane;
	const columns = Array.from({ length: plane.width }, (_, x) => between((x + 0.5) * factor, picture.width, width));
	for (let y = 0; y < plane.height; y++) {
		const row = between((y + 0.5) * factor, picture.height, height);
		for (const [x, column] of columns.entries()) {
			const at = (line: number, place: number) => coverage[line * width + place] as number;
			const upper = at(row.first, column.first) * (1 - column.share) + at(row.first, column.second) * column.share;
			const lower = at(row.second, column.first) * (1 - column.share) + at(row.second, column.second) * column.share;
			values[y * plane.width + x] = Math.round(upper * (1 - row.share) + lower * row.share);
		}
	}
	return values;
}

/** The two samples beside a point of the picture, and how far it is from the first to the second. */
function between(point: number, pictureLength: number, length: number) {
	const centre = Math.min(length - 1, Math.max(0, (point / pictureLength) * length - 0.5));
	const first = Math.floor(centre);
	return { first, second: Math.min(length - 1, first + 1), share: centre - first };
}
