// Merges a mask into the mask below: the union of their coverage, and both notes.
import type { DocumentCommand, MaskLayer } from "../../document";
import { combineTiles } from "../../raster";
import { setMaskTiles } from "../../tools";

export function mergeDown(mask: MaskLayer, below: MaskLayer): readonly DocumentCommand[] {
	const note = [below.note, mask.note].filter((words) => words?.trim()).join("; ");
	return [
		...setMaskTiles(below, combineTiles(below.coverage, "union", mask.coverage.tiles)),
		...(mask.note === undefined ? [] : [{ type: "mask.set", mask: below.id, changes: { note } } as const]),
		{ type: "mask.remove", mask: mask.id },
		{ type: "mask.select", mask: below.id },
	];
}
