// Draws exported images and encodes them with the browser's encoders: in the worker, or on the main thread where there is none.
import { canvasToBlob, contextOf, makeCanvas } from "../bytes/anyCanvas";

export type Format = "png" | "jpeg" | "webp";

export interface Encoding {
	readonly format: Format;
	/** 1 to 100; JPEG and WebP only. */
	readonly quality: number;
	/** CSS colour behind transparent pixels; JPEG only, which has no transparency. */
	readonly background: string;
}

const SIGNATURES: Readonly<Record<Format, RegExp>> = { png: /^\x89PNG/, jpeg: /^\xff\xd8\xff/, webp: /^RIFF....WEBP/s };

/** Data that can be posted to the worker. */
export type ExportJob =
	| { readonly type: "encode"; readonly png: Blob; readonly encoding: Encoding }
	/** Both images side by side at their own sizes, as PNG. */
	| { readonly type: "sideBySide"; readonly before: Blob; readonly after: Blob };

/** null: the browser cannot encode the format. */
export async function runExportJob(job: ExportJob): Promise<Blob | null> {
	switch (job.type) {
		case "encode":
			return encode(job.png, job.encoding);
		case "sideBySide":
			return placeSideBySide(job.before, job.after);
	}
}

async function encode(png: Blob, { format, quality, background }: Encoding): Promise<Blob | null> {
	const picture = await createImageBitmap(png, { colorSpaceConversion: "none" });
	const canvas = makeCanvas(picture.width, picture.height);
	const context = contextOf(canvas);
	if (context === null) return null;
	if (format === "jpeg") {
		context.fillStyle = background;
		context.fillRect(0, 0, canvas.width, canvas.height);
	}
	context.drawImage(picture, 0, 0);
	picture.close();
	const blob = await canvasToBlob(canvas, `image/${format}`, quality / 100);
	return blob !== null && (await hasSignature(blob, format)) ? blob : null;
}

async function placeSideBySide(before: Blob, after: Blob): Promise<Blob | null> {
	const pictures = await Promise.all([before, after].map((picture) => createImageBitmap(picture)));
	const gap = Math.round(Math.max(...pictures.map(({ width }) => width)) * 0.01);
	const width = pictures.reduce((sum, picture) => sum + picture.width, gap);
	const canvas = makeCanvas(width, Math.max(...pictures.map(({ height }) => height)));
	const context = contextOf(canvas);
	let left = 0;
	for (const picture of pictures) {
		context?.drawImage(picture, left, 0);
		left += picture.width + gap;
		picture.close();
	}
	return canvasToBlob(canvas, "image/png");
}

/** A browser that cannot write a type returns a PNG, some with the wrong type, so the bytes are checked. */
export async function canEncode(format: Format): Promise<boolean> {
	const canvas = makeCanvas(1, 1);
	contextOf(canvas);
	const blob = await canvasToBlob(canvas, `image/${format}`, 0.9).catch(() => null);
	return blob !== null && (await hasSignature(blob, format));
}

async function hasSignature(blob: Blob, format: Format): Promise<boolean> {
	const head = new Uint8Array(await blob.slice(0, 12).arrayBuffer());
	return SIGNATURES[format].test(String.fromCharCode(...head));
}
