// Makes the pictures of an answer with a Node canvas. Knows checked requests, nothing of HTTP.
import { type Canvas, createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import { applyEdit, drift, findEditArea } from "../paint/repaint";
import { paintScene, type Scene } from "../paint/scene";
import { Conduct } from "./misbehave/rules";
import { twistCanvas, twistRequest } from "./misbehave/twist";
import type { CheckedRequest } from "./validate";
import { invalidImage, type UploadedFile } from "./validateFiles";

/** One picture of an answer, and the coarser ones that a stream shows before it. */
export interface Painted {
	readonly bytes: Uint8Array;
	readonly partials: readonly Uint8Array[];
}

export async function paintAnswer(asked: CheckedRequest, conduct = new Conduct()): Promise<Painted[]> {
	const request = twistRequest(asked, conduct);
	const pictures = await Promise.all(request.images.map(decode));
	const mask = request.mask && (await decode(request.mask, 0));
	const answers: Painted[] = [];
	for (let index = 0; index < request.n; index++) {
		const isTransparent = request.background === "transparent";
		const scene: Scene = { prompt: request.prompt, index, isTransparent };
		const painted = request.operation === "edit" ? paintEdit(request, pictures, mask, scene) : paintNew(request, scene);
		const canvas = twistCanvas(painted, conduct);
		const partials: Uint8Array[] = [];
		const partialCount = asked.isStreamed ? asked.partialImages : 0;
		for (let step = 0; step < partialCount; step++) partials.push(await encode(coarsen(canvas, step), request));
		const isEcho = conduct.has("echo") && request.images[0];
		answers.push({ bytes: isEcho ? isEcho.bytes : await encode(canvas, request), partials });
	}
	return answers;
}

/** The same picture from few pixels: more at each step. */
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
		// Said below: a header alone is not a picture.
	}
	throw invalidImage(index);
}

function paintNew({ size: { width, height } }: CheckedRequest, scene: Scene): Canvas {
	const canvas = createCanvas(width, height);
	paintScene(canvas.getContext("2d"), { x: 0, y: 0, width, height }, scene);
	return canvas;
}

function paintEdit(request: CheckedRequest, pictures: readonly Image[], mask: Image | undefined, scene: Scene): Canvas {
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
		paintScene(sceneContext, area, scene);
		applyEdit(picture.data, sceneContext.getImageData(0, 0, width, height).data, keep);
	}
	context.putImageData(picture, 0, 0);
	if (!mask) {
		// Nothing says where: a new picture that still shows what it was made from.
		context.globalAlpha = 0.45;
		context.drawImage(paintNew(request, scene), 0, 0);
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
