// Applies the misbehaviours of pictures: another size, number or position, or a mask that is ignored.
import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { parseSize } from "../../paint/legalSize";
import type { CheckedRequest } from "../validate";
import type { MisbehaviourSet } from "./rules";

/** Returns the request that is painted instead of the original. */
export function alterRequest(request: CheckedRequest, misbehaviours: MisbehaviourSet): CheckedRequest {
	const { width, height } = request.size;
	// A live model returned 1254x1254 for 1024x1024.
	const size = misbehaviours.has("size")
		? (parseSize(misbehaviours.text("size", "1254x1254")) ?? request.size)
		: misbehaviours.has("ratio")
			? width === height
				? { width: 1536, height: 1024 }
				: { width: Math.min(width, height), height: Math.min(width, height) }
			: request.size;
	const n = misbehaviours.has("fewer") ? Math.max(1, misbehaviours.number("fewer", request.n - 1)) : request.n;
	if (!misbehaviours.has("whole")) return { ...request, size, n };
	return { ...request, size, n, operation: "generate", images: [], mask: undefined };
}

export function alterCanvas(canvas: Canvas, misbehaviours: MisbehaviourSet): Canvas {
	if (!misbehaviours.has("shift")) return canvas;
	const [x = 0, y = 0] = misbehaviours.text("shift", "3,-2").split(",").map(Number);
	const moved = createCanvas(canvas.width, canvas.height);
	const context = moved.getContext("2d");
	// The uncovered edge shows the unmoved picture.
	context.drawImage(canvas, 0, 0);
	context.drawImage(canvas, x, y);
	return moved;
}
