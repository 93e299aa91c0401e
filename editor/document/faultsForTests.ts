// For tests: what a document and its history must be after every event.
import { TILE_AREA, tileCount } from "../raster";
import { type History, historyBytes } from "./history";

export function findInvariantViolations({ document, past, future, budget }: History): string[] {
	const faults: string[] = [];
	const { masks, references, results, picture, frame } = document;
	if (masks.length === 0) faults.push("no mask");
	if (!masks.some(({ id }) => id === document.activeMask)) faults.push("the active mask is none of the masks");
	for (const layers of [masks, references, [...document.accepted, ...results]]) {
		const ids = layers.map(({ id }) => id);
		if (new Set(ids).size < ids.length) faults.push(`ids twice: ${ids}`);
	}
	if (frame && (frame.right <= frame.left || frame.bottom <= frame.top)) faults.push("an empty frame");
	for (const { id, coverage, opacity } of masks) {
		const isAsLarge = coverage.width === picture.width && coverage.height === picture.height;
		if (!isAsLarge) faults.push(`${id} has another size than its picture`);
		if (!(opacity >= 0 && opacity <= 1)) faults.push(`${id} has an opacity of ${opacity}`);
		for (const [key, tile] of Object.entries(coverage.tiles)) {
			if (Number(key) >= tileCount(coverage)) faults.push(`${id} has a tile outside the picture`);
			const isTile = typeof tile === "number" ? tile > 0 && tile <= 255 : tile.length === TILE_AREA;
			if (!isTile) faults.push(`${id} has a tile that is none`);
		}
	}
	if (historyBytes({ past, future }) > budget && past.length > 1) faults.push("history over its budget");
	return faults;
}
