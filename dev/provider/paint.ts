// Paints the pictures of a response with a Node canvas. Takes checked requests and contains no HTTP code.
import { type Canvas, createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import { applyEdit, drift, findEditArea } from "../paint/repaint";
import { paintScene, type Scene } from "../paint/scene";
import { alterCanvas, alterRequest } from "./misbehave/alterPictures";
import { MisbehaviourSet } from "./misbehave/rules";
import type { CheckedRequest } from "./validate";
import { invalidImage, type UploadedFile } from "./validateFiles";

/** One picture of a response and its partial images, which are coarser. */
export interface PaintedPicture {
	readonly bytes: Uint8Array;
	readonly partials: readonly Uint8Array[];
}

/** Draws the picture that the model has made, or the edited area of one. */
export type Painter = typeof paintScene;

export async function paintAnswer(
	original: CheckedRequest,
	misbehaviours = new MisbehaviourSet(),
	paint: Painter = paintScene,
): Promise<PaintedPicture[]> {
	const request = alterRequest(original, misbehaviours);
	const pictures = await Promise.all(request.images.map(decode));
	const mask = request.mask && (await decode(request.mask, 0));
	const answers: PaintedPicture[] = [];
	for (let index = 0; index < request.n; index++) {
		const isTransparent = request.background === "transparent";
		const scene: Scene = { prompt: request.prompt, index, isTransparent };
		const painted =
			request.operation === "edit" ? paintEdit(request, pictures, mask, scene, paint) : paintNew(request, scene, paint);
		const canvas = alterCanvas(painted, misbehaviours);
		const partials: Uint8Array[] = [];
		const partialCount = original.isStreamed ? original.partialImages : 0;
		for (let step = 0; step < partialCount; step++) partials.push(await encode(coarsen(canvas, step), request));
		const isEcho = misbehaviours.has("echo") && request.images[0];
		answers.push({ bytes: isEcho ? isEcho.bytes : await encode(canvas, request), partials });
	}
	return answers;
}

/** Reduces the picture's resolution; later steps keep more of it. */
function coarsen(canvas: Canvas, step: number): Canvas {
	const { width, height } = canvas;
	const factor = 64 >> (step * 2);
	const small = createCanvas(Math.max(1, Math.round(width / factor)), Math.max(1, Math.round(height / factor)));
	small.getContext("2d").drawImage(canvas, 0, 0, small.width, small.height);
	const coarse = createCanvas(width, height);
	coarse.getContext("2d").drawImage(small, 0, 0, width, height);
	return coarse;
}

async function decode(file: UploadedFile, index: number): Promise<Image> {
	try {
		const image = await loadImage(Buffer.from(file.bytes));
		if (image.width > 0 && image.height > 0) return image;
	} catch {
		// The error below covers files that have a valid header and no picture.
	}
	throw invalidImage(index);
}

function paintNew({ size: { width, height } }: CheckedRequest, scene: Scene, paint: Painter): Canvas {
	const canvas = createCanvas(width, height);
	paint(canvas.getContext("2d"), { x: 0, y: 0, width, height }, scene);
	return canvas;
}

function paintEdit(
	request: CheckedRequest,
	pictures: readonly Image[],
	mask: Image | undefined,
	scene: Scene,
	paint: Painter,
): Canvas {
	const { width, height } = request.size;
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	const [first, ...others] = pictures;
	if (first) context.drawImage(first, 0, 0, width, height);
	const picture = context.getImageData(0, 0, width, height);
	drift(picture.data);
	if (mask) {
		const maskContext = createCanvas(width, height).getContext("2d");
		maskContext.drawImage(mask, 0, 0, width, height);
		const keep = maskContext.getImageData(0, 0, width, height).data;
		const area = findEditArea(keep, width, height) ?? { x: 0, y: 0, width, height };
		const sceneContext = createCanvas(width, height).getContext("2d");
		paint(sceneContext, area, scene);
		applyEdit(picture.data, sceneContext.getImageData(0, 0, width, height).data, keep);
	}
	context.putImageData(picture, 0, 0);
	if (!mask) {
		// Without a mask the new picture is blended with the input, so that the input remains visible.
		context.globalAlpha = 0.45;
		context.drawImage(paintNew(request, scene, paint), 0, 0);
		context.globalAlpha = 1;
	}
	const edge = Math.round(Math.min(width, height) / 8);
	for (const [index, other] of others.entries()) {
		context.drawImage(other, width - (edge + 8) * (index + 1), 8, edge, edge);
	}
	return canvas;
}

function encode(canvas: Canvas, { outputFormat, outputCompression }: CheckedRequest): Promise<Buffer> {
	return outputFormat === "png" ? canvas.encode("png") : canvas.encode(outputFormat, outputCompression);
}
