// The data of adjustment layers, and their place on a canvas that moves. Pure.
import {
	type Adjustment,
	type Coverage,
	combinePlacements,
	isUnmoved,
	type Placement,
	type Rect,
	UNMOVED,
} from "../raster";

export interface AdjustmentLayer extends Adjustment {
	readonly id: string;
	/** Empty: the interface shows the kind. */
	readonly name: string;
	readonly isVisible: boolean;
	/** The share by which each pixel is adjusted; absent: every pixel, wholly. */
	readonly coverage?: Coverage;
	/** From the canvas as it was when the layer was added or got its coverage to the canvas now. Default: it has not moved. */
	readonly moved?: Placement;
}

/** An adjustment as a layer of the picture has it, on the canvas of its time. */
export interface DrawnAdjustment extends Adjustment {
	readonly coverage?: Coverage;
	/** The rectangle at whose edges the border pixels are repeated. */
	readonly extent: Rect;
}

export type AdjustmentProperties = Pick<AdjustmentLayer, "name" | "isVisible" | "values" | "curves" | "coverage">;

/** An adjustment of the picture that was sent with an edit. */
export interface SentAdjustment {
	readonly id: string;
	readonly adjust: DrawnAdjustment;
	/** From its canvas to the canvas of the plan. Default: it has not moved. */
	readonly moved?: Placement;
}

/** The layer on a canvas that was moved. Without a coverage, too: columns and rows keep their order in a blur. */
export function movedAdjustment({ moved = UNMOVED, ...layer }: AdjustmentLayer, move: Placement): AdjustmentLayer {
	const at = combinePlacements(moved, move);
	return isUnmoved(at) ? layer : { ...layer, moved: at };
}
