// The file types a picture can be saved as here: PNG by our own writer, the others by the browser, where it really can.

export type Format = "png" | "jpeg" | "webp";

export interface Encoding {
	readonly format: Format;
	/** 1 to 100, of JPEG and WebP. */
	readonly quality: number;
	/** Under what is transparent, of JPEG, which has no transparency. */
	readonly background: string;
}

export const EXTENSIONS: Readonly<Record<Format, string>> = { png: "png", jpeg: "jpg", webp: "webp" };

const MAGIC: Readonly<Record<Format, RegExp>> = { png: /^\x89PNG/, jpeg: /^\xff\xd8\xff/, webp: /^RIFF....WEBP/s };

/** A browser that cannot write a type writes PNG instead, and some say otherwise: only the bytes count. */
export async function canWrite(format: Format): Promise<boolean> {
	if (format === "png") return true;
	const canvas = document.createElement("canvas");
	canvas.width = 1;
	canvas.height = 1;
	const blob = await toBlob(canvas, format, 0.9);
	return blob !== null && (await isOf(blob, format));
}

/** null: the browser could not. A PNG stays as it is, byte for byte. */
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
	return blob !== null && (await isOf(blob, format)) ? blob : null;
}

/** The one beside the other, each as large as it is. */
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

async function isOf(blob: Blob, format: Format): Promise<boolean> {
	const head = new Uint8Array(await blob.slice(0, 12).arrayBuffer());
	return MAGIC[format].test(String.fromCharCode(...head));
}
