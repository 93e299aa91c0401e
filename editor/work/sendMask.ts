// The mask of a planned edit: at the sent size, grown, padding kept. Refused on what was painted, not on what is sent.
import { type EditPlan, sendCoverage } from "../plan";
import { type Coverage, countEdited, type Steps, union } from "../raster";
import { EditorError, type ExportedMask } from "../types";
import { checkedMaskPng } from "./maskPng";

export interface PaintedOrder {
	readonly plan: EditPlan;
	/** Their union is what was painted, in picture pixels. */
	readonly coverages: readonly Coverage[];
	readonly allowEverything: boolean;
}

export interface SendMaskOrder extends PaintedOrder {
	/** In bytes. */
	readonly limit: number;
}

export function* sendMask({ limit, ...order }: SendMaskOrder, signal?: AbortSignal): Steps<Promise<ExportedMask>> {
	const painted = checkPainted(order);
	yield;
	return yield* checkedMaskPng(yield* sendCoverage(order.plan, painted), { limit, signal });
}

/** What was painted; refused where an edit of it would make no sense. */
export function checkPainted({ plan, coverages, allowEverything }: PaintedOrder): Coverage {
	const { picture, canvas } = plan;
	const painted = union(picture, coverages);
	const pixels = countEdited(painted);
	// What a frame adds is edited without being painted.
	const isLarger = canvas.right - canvas.left > picture.width || canvas.bottom - canvas.top > picture.height;
	if (pixels === 0 && !isLarger) throw new EditorError("nothing-masked");
	if (pixels === picture.width * picture.height && !allowEverything) throw new EditorError("everything-masked");
	return painted;
}
