// Adjustments of the whole picture: layers over accepted edits and placed pictures that change samples by arithmetic. Switching
// one off brings every sample back. Pure.
import {
	type AdjustmentKind,
	combinePlacements,
	findAdjustment,
	invertPlacement,
	isUnmoved,
	placeRect,
	UNMOVED,
} from "../raster";
import type { AdjustmentLayer, SentAdjustment } from "./adjustments";
import { type DocumentTree, type ResultLayer, wholePictureRect } from "./document";
import { unusedId } from "./unusedId";

export function nextAdjustment(
	{ adjustments }: Pick<DocumentTree, "adjustments">,
	kind: AdjustmentKind,
): AdjustmentLayer {
	return { id: unusedId("adjustment", adjustments ?? []), name: "", kind, values: {}, isVisible: true };
}

/** The visible adjustments of the whole picture, from bottom to top. */
export function visibleAdjustments({
	adjustments = [],
}: Pick<DocumentTree, "adjustments">): readonly AdjustmentLayer[] {
	return adjustments.filter(({ isVisible }) => isVisible);
}

/** The visible adjustments with what their computation needs of the document. */
export function sentAdjustments(
	document: Pick<DocumentTree, "adjustments" | "picture" | "accepted">,
): readonly SentAdjustment[] {
	const visible = visibleAdjustments(document);
	if (visible.length === 0) return [];
	const whole = wholePictureRect(document);
	return visible.map(({ id, kind, values, curves, coverage, moved = UNMOVED }) => ({
		id: `adjust ${id}`,
		adjust: {
			...{ kind, values, extent: placeRect(whole, invertPlacement(moved)) },
			...(curves === undefined ? {} : { curves }),
			...(coverage === undefined ? {} : { coverage }),
		},
		...(isUnmoved(moved) ? {} : { moved }),
	}));
}

/** The layers that adjust the picture. */
export function adjustmentsAsLayers(
	document: Pick<DocumentTree, "adjustments" | "picture" | "accepted">,
): readonly ResultLayer[] {
	return sentAdjustments(document).map((sent) => asLayer(sent, document.picture.image));
}

/** The adjustments under an answer, at their place on the canvas now. */
export function adjustmentsUnder({
	edit,
	moved: move = UNMOVED,
}: Pick<ResultLayer, "edit" | "moved">): readonly ResultLayer[] {
	const sent = edit?.adjusted ?? [];
	return sent.map(({ moved = UNMOVED, ...one }) => {
		const at = combinePlacements(moved, move);
		return asLayer(isUnmoved(at) ? one : { ...one, moved: at }, "");
	});
}

/** An adjustment has no picture of its own: `image` is the picture that it belongs to. */
function asLayer(sent: SentAdjustment, image: string): ResultLayer {
	return { ...sent, image, isVisible: true };
}

/** A layer of a kind that this version knows, with plain numbers; null: it cannot be used. */
export function repairAdjustment(layer: AdjustmentLayer): AdjustmentLayer | null {
	if (typeof layer.id !== "string" || findAdjustment(layer.kind) === undefined) return null;
	const values = typeof layer.values === "object" && layer.values !== null ? layer.values : {};
	return { ...layer, values, name: String(layer.name ?? ""), isVisible: layer.isVisible !== false };
}
