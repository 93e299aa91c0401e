// Encodes an exported image as PNG (already written by our own encoder), or as JPEG or WebP by the browser.

export type Format = "png" | "jpeg" | "webp";

export interface Encoding {
	readonly format: Format;
	/** 1 to 100; JPEG and WebP only. */
	readonly quality: number;
	/** CSS colour behind transparent pixels; JPEG only, which has no transparency. */
	readonly background: string;
}

export const EXTENSIONS: Readonly<Record<Format, string>> = { png: "png", jpeg: "jpg", webp: "webp" };

const SIGNATURES: Readonly<Record<Format, RegExp>> = { png: /^\x89PNG/, jpeg: /^\xff\xd8\xff/, webp: /^RIFF....WEBP/s };

/** A browser that cannot write a type returns a PNG, some with the wrong type, so the bytes are checked. */
export async function canWrite(format: Format): Promise<boolean> {
	if (format === "png") return true;
	const canvas = document.createElement("canvas");
	canvas.width = 1;
	canvas.height = 1;
	const blob = await toBlob(canvas, format, 0.9);
	return blob !== null && (await hasSignature(blob, format));
}

/** null: the browser cannot encode the format. A PNG is returned unchanged, byte for byte. */
export async function encode(png: Blob, { format, quality, background }: Encoding): Promise<Blob | null> {
	if (format === "png") return png;
	const picture = await createImageBitmap(png, { colorSpaceConversion: "none" });
	const canvas = document.createElement("canvas");
	canvas.width = picture.width;
	canvas.height = picture.height;
	const context = canvas.getContext("2d");
	if (context === null) return null;
	if (format === "jpeg") {
		context.fillStyle = background;
		context.fillRect(0, 0, canvas.width, canvas.height);
	}
	context.drawImage(picture, 0, 0);
	picture.close();
	const blob = await toBlob(canvas, format, quality / 100);
	return blob !== null && (await hasSignature(blob, format)) ? blob : null;
}

/** Draws both images side by side at their own sizes. */
export async function placeSideBySide(before: Blob, after: Blob): Promise<Blob | null> {
	const pictures = await Promise.all([before, after].map((picture) => createImageBitmap(picture)));
	const gap = Math.round(Math.max(...pictures.map(({ width }) => width)) * 0.01);
	const canvas = document.createElement("canvas");
	canvas.width = pictures.reduce((sum, { width }) => sum + width, gap);
	canvas.height = Math.max(...pictures.map(({ height }) => height));
	const context = canvas.getContext("2d");
	let left = 0;
	for (const picture of pictures) {
		context?.drawImage(picture, left, 0);
		left += picture.width + gap;
		picture.close();
	}
	return toBlob(canvas, "png", 1);
}

const toBlob = (canvas: HTMLCanvasElement, format: Format, quality: number): Promise<Blob | null> =>
	new Promise((resolve) => canvas.toBlob(resolve, `image/${format}`, quality));

async function hasSignature(blob: Blob, format: Format): Promise<boolean> {
	const head = new Uint8Array(await blob.slice(0, 12).arrayBuffer());
	return SIGNATURES[format].test(String.fromCharCode(...head));
}
