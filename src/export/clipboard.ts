// Copies an image to the clipboard as PNG, the only image type that every browser supports there.

export const canCopy = (): boolean =>
	typeof ClipboardItem !== "undefined" && typeof navigator.clipboard?.write === "function";

/** Rejects if the clipboard refuses or the image cannot be read. Must be called in a user gesture. */
export async function copyPicture(picture: Promise<Blob | undefined>): Promise<void> {
	// A ClipboardItem with a promise is created within the gesture and works in all browsers: some refuse a write after
	// the gesture has ended, others need the data to be available immediately.
	await navigator.clipboard.write([new ClipboardItem({ "image/png": picture.then(asPng) })]);
}

async function asPng(picture: Blob | undefined): Promise<Blob> {
	if (picture === undefined) throw new Error("no picture");
	if (picture.type === "image/png") return picture;
	const bitmap = await createImageBitmap(picture);
	const canvas = document.createElement("canvas");
	Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
	canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
	bitmap.close();
	return new Promise((resolve, reject) =>
		canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no PNG"))), "image/png"),
	);
}
