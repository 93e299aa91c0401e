// For tests: checks the invariants of a document and its history.
import { isSameRect, rectOf, TILE_AREA, tileCount } from "../raster";
import { type History, historyBytes } from "./history";

export function findInvariantViolations({ document, past, future, budget }: History): string[] {
	const violations: string[] = [];
	const { masks, references, annotations, results, picture, frame } = document;
	if (masks.length === 0) violations.push("no mask");
	if (!masks.some(({ id }) => id === document.activeMask)) violations.push("the active mask does not exist");
	for (const layers of [
		masks,
		[...references, ...annotations],
		document.guides,
		document.adjustments ?? [],
		[...document.accepted, ...results],
	]) {
		const ids = layers.map(({ id }) => id);
		if (new Set(ids).size < ids.length) violations.push(`duplicate ids: ${ids}`);
	}
	if (frame && (frame.right <= frame.left || frame.bottom <= frame.top)) violations.push("an empty frame");
	for (const { id, at } of document.guides) if (!Number.isInteger(at)) violations.push(`${id} is at ${at}`);
	for (const object of [...references, ...annotations]) {
		const { id, place, opacity, angle } = object;
		const crop = "crop" in object ? object.crop : undefined;
		for (const rect of [place, crop ?? place]) {
			const areNumbers = [rect.left, rect.top, rect.right, rect.bottom].every(Number.isFinite);
			if (!areNumbers || rect.right <= rect.left || rect.bottom <= rect.top)
				violations.push(`${id} has an empty rectangle`);
		}
		if (!(opacity >= 0 && opacity <= 1)) violations.push(`${id} has an opacity of ${opacity}`);
		if (angle !== undefined && !(angle > -180 && angle <= 180 && angle !== 0)) violations.push(`${id} is at ${angle}°`);
	}
	for (const { id, coverage, opacity } of masks) {
		const hasPictureSize = coverage.width === picture.width && coverage.height === picture.height;
		if (!hasPictureSize) violations.push(`${id} differs in size from its picture`);
		if (!(opacity >= 0 && opacity <= 1)) violations.push(`${id} has an opacity of ${opacity}`);
		if (picture.imported && isSameRect(picture.imported, rectOf(picture)))
			violations.push("a redundant imported rectangle");
		for (const [key, tile] of Object.entries(coverage.tiles)) {
			if (Number(key) >= tileCount(coverage)) violations.push(`${id} has a tile outside the picture`);
			const isTile = typeof tile === "number" ? tile > 0 && tile <= 255 : tile.length === TILE_AREA;
			if (!isTile) violations.push(`${id} has an invalid tile`);
		}
	}
	if (historyBytes({ past, future }) > budget && past.length > 1) violations.push("history over its budget");
	return violations;
}
