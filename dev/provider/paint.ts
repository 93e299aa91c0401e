// Makes the pictures of an answer with a Node canvas. Knows checked requests, nothing of HTTP.
import { type Canvas, createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import { applyEdit, drift, findEditArea } from "../paint/repaint";
import { paintScene, type Scene } from "../paint/scene";
import type { CheckedRequest } from "./validate";
import { invalidImage, type UploadedFile } from "./validateFiles";

export async function paintAnswer(request: CheckedRequest): Promise<Buffer[]> {
	const pictures = await Promise.all(request.images.map(decode));
	const mask = request.mask && (await decode(request.mask, 0));
	const answers: Buffer[] = [];
	for (let index = 0; index < request.n; index++) {
		const isTransparent = request.background === "transparent";
		const scene: Scene = { prompt: request.prompt, index, isTransparent };
		const canvas = request.operation === "edit" ? paintEdit(request, pictures, mask, scene) : paintNew(request, scene);
		answers.push(await encode(canvas, request));
	}
	return answers;
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
