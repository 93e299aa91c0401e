// Words for regions: each visible mask may say what is to change where it is painted. Numbered from the bottom up, as they
// are shown and as they go out.
import { editBounds, type Rect } from "../raster";
import { type DocumentTree, visibleMasks } from "./document";

export interface RegionNote {
	readonly mask: string;
	readonly number: number;
	readonly colour: string;
	/** May be empty: somebody is about to write. */
	readonly text: string;
	/** Of what is painted, in picture pixels. */
	readonly bounds: Rect;
}

export function regionNotes(document: DocumentTree): readonly RegionNote[] {
	const noted = visibleMasks(document).flatMap(({ id, colour, note, coverage }) => {
		const bounds = note === undefined ? null : editBounds(coverage);
		return note === undefined || bounds === null ? [] : [{ mask: id, colour, text: note, bounds }];
	});
	return noted.map((one, index) => ({ ...one, number: index + 1 }));
}
