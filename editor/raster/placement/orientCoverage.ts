// Turns and mirrors a coverage exactly. Tiles of one value are handled without touching pixels.
import { type Coverage, TILE_SIZE, tileAt, tileColumns } from "../coverage";
import { buildCoverage, uniformValue } from "../cropCoverage";
import type { Steps } from "../steps";
import {
	invertPlacement,
	isUpright,
	type Orientation,
	orientationOfPicture,
	orientSize,
	placePoint,
	placeRect,
} from "./placement";

export function* orientCoverage(coverage: Coverage, orientation: Orientation): Steps<Coverage> {
	if (isUpright(orientation)) return coverage;
	const back = invertPlacement(orientationOfPicture(coverage, orientation));
	const columns = tileColumns(coverage);
	return yield* buildCoverage(orientSize(coverage, orientation), (tile) => {
		const source = placeRect(tile, back);
		return (
			uniformValue(coverage, source) ??
			((row, into) => {
				const first = placePoint({ x: tile.left + 0.5, y: tile.top + row + 0.5 }, back);
				const second = placePoint({ x: tile.left + 1.5, y: tile.top + row + 0.5 }, back);
				let x = Math.floor(first.x);
				let y = Math.floor(first.y);
				const stepX = second.x - first.x;
				const stepY = second.y - first.y;
				for (let i = 0; i < into.length; i++, x += stepX, y += stepY) {
					const key = Math.floor(y / TILE_SIZE) * columns + Math.floor(x / TILE_SIZE);
					const bytes = tileAt(coverage.tiles, key);
					into[i] =
						typeof bytes === "number" ? bytes : (bytes[(y % TILE_SIZE) * TILE_SIZE + (x % TILE_SIZE)] as number);
				}
			})
		);
	});
}
