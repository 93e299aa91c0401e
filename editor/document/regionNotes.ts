// Region notes: each visible mask may carry an instruction for its region. They are numbered from the bottom up, in the
// interface and in the request.
import { editBounds, type Rect } from "../raster";
import { type DocumentTree, visibleMasks } from "./document";

export interface RegionNote {
	readonly mask: string;
	readonly number: number;
	readonly colour: string;
	/** Empty while the user has not written it yet. */
	readonly text: string;
	/** The bounds of the mask, in picture pixels. */
	readonly bounds: Rect;
}

export function regionNotes(document: DocumentTree): readonly RegionNote[] {
	const noted = visibleMasks(document).flatMap(({ id, colour, note, coverage }) => {
		const bounds = note === undefined ? null : editBounds(coverage);
		return note === undefined || bounds === null ? [] : [{ mask: id, colour, text: note, bounds }];
	});
	return noted.map((one, index) => ({ ...one, number: index + 1 }));
}
