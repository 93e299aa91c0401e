// Misbehaviour in the pictures themselves: another size, number or place, more repainted than was asked for.
import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { parseSize } from "../../paint/legalSize";
import type { CheckedRequest } from "../validate";
import type { Conduct } from "./rules";

/** What is painted instead of what was asked for. */
export function twistRequest(request: CheckedRequest, conduct: Conduct): CheckedRequest {
	const { width, height } = request.size;
	// What a live model was seen to answer for 1024x1024.
	const size = conduct.has("size")
		? (parseSize(conduct.text("size", "1254x1254")) ?? request.size)
		: conduct.has("ratio")
			? width === height
				? { width: 1536, height: 1024 }
				: { width: Math.min(width, height), height: Math.min(width, height) }
			: request.size;
	const n = conduct.has("fewer") ? Math.max(1, conduct.number("fewer", request.n - 1)) : request.n;
	if (!conduct.has("whole")) return { ...request, size, n };
	return { ...request, size, n, operation: "generate", images: [], mask: undefined };
}

export function twistCanvas(canvas: Canvas, conduct: Conduct): Canvas {
	if (!conduct.has("shift")) return canvas;
	const [x = 0, y = 0] = conduct.text("shift", "3,-2").split(",").map(Number);
	const moved = createCanvas(canvas.width, canvas.height);
	const context = moved.getContext("2d");
	// What moves in from outside is the picture's own edge, as a model would invent it.
	context.drawImage(canvas, 0, 0);
	context.drawImage(canvas, x, y);
	return moved;
}
