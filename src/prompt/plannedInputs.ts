// The images that each planned edit request of the canvas sends, as far as they differ from those shown in the bar. Pure.
import type { EditPlan } from "../../editor/basics";
import type { RequestImage } from "./references/requestImages";

export interface PlannedInputs {
	/** The size that is asked for. */
	readonly size: string;
	/** The size of the picture as sent. */
	readonly target: EditPlan["sent"];
	/** Images of the picture's size that are sent as well: markup, and a copy with annotations. */
	readonly addedImages: number;
	/** Ids of the references that are drawn into the picture instead of being sent. */
	readonly drawn: readonly string[];
}

/** The number of images that are sent in addition to those shown; of several requests, the one with the most counts. */
export const hiddenImageCount = (planned: readonly PlannedInputs[]): number =>
	planned.length === 0 ? 0 : Math.max(...planned.map(({ addedImages, drawn }) => addedImages - drawn.length));

/** Providers count a picture of unknown size like this one until its size is known. */
const UNKNOWN_SIZE = { width: 1024, height: 1024 };

/** Sizes of all images of one request. */
export function inputSizes(
	images: readonly RequestImage[],
	sizes: ReadonlyMap<string, EditPlan["sent"]>,
	planned: PlannedInputs | undefined,
): readonly EditPlan["sent"][] {
	const shown = images.flatMap(({ id, image, isTarget }) => {
		if (isTarget) return planned?.target ?? UNKNOWN_SIZE;
		return planned?.drawn.includes(id) ? [] : (sizes.get(image) ?? UNKNOWN_SIZE);
	});
	return planned ? [...shown, ...Array.from({ length: planned.addedImages }, () => planned.target)] : shown;
}
