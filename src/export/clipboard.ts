// A picture to the clipboard, as PNG: the one type that every clipboard takes.

export const canCopy = (): boolean =>
	typeof ClipboardItem !== "undefined" && typeof navigator.clipboard?.write === "function";

/** Rejects where the clipboard refuses, or the picture cannot be had. Called in a press: a browser asks for one. */
export async function copyPicture(picture: Promise<Blob | undefined>): Promise<void> {
	// Some web views refuse what is only promised once the press is over, others what is not there at once: this suits both.
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
