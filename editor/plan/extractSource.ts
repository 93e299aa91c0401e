// Extracts the pixels that are sent: the source at the sent scale, with its last row and column repeated into the
// padding. The area of the source beyond the picture is transparent.
import { type RgbaImage, type Size, type Steps, sizeOf } from "../raster";
import { type EditPlan, isUnscaled } from "./editPlan";
import { lanczosTaps } from "./lanczos";
import { createRowResampler, premultiplyRow } from "./resample";

export function* extractSource(plan: EditPlan, picture: RgbaImage): Steps<RgbaImage> {
	const { content, sent } = plan;
	const rgba = new Uint8Array(sent.width * sent.height * 4);
	const writeRow = isUnscaled(plan) ? copyRows(plan, picture) : resampleRows(plan, picture);
	const stride = sent.width * 4;
	for (let y = 0; y < sent.height; y++) {
		if (y < content.height) writeRow(y, rgba, y * stride);
		repeatIntoPadding({ ...sent, rgba }, content, y);
		yield;
	}
	return { ...sent, rgba };
}

/** Repeats the last column and row of the content in row `y` of the padding; rows are filled from top to bottom. */
export function repeatIntoPadding({ width, rgba }: RgbaImage, content: Size, y: number): void {
	const stride = width * 4;
	const at = y * stride;
	if (y < content.height) repeatPixel(rgba, at + content.width * 4, at + stride);
	else rgba.copyWithin(at, at - stride, at);
}

type WriteRow = (y: number, into: Uint8Array, at: number) => void;

/** Copies bytes unchanged, including the colours of fully transparent pixels. */
function copyRows(plan: EditPlan, picture: RgbaImage): WriteRow {
	const inside = insidePicture(plan);
	return (y, into, at) => {
		const pictureY = plan.source.top + y;
		if (inside.count <= 0 || pictureY < 0 || pictureY >= picture.height) return;
		const from = (pictureY * picture.width + inside.pictureX) * 4;
		into.set(picture.rgba.subarray(from, from + inside.count * 4), at + inside.x * 4);
	};
}

function resampleRows(plan: EditPlan, picture: RgbaImage): WriteRow {
	const source = sizeOf(plan.source);
	const inside = insidePicture(plan);
	const stepX = source.width / plan.content.width;
	const stepY = source.height / plan.content.height;
	const resampler = createRowResampler(
		source.width,
		(y, into) => {
			const pictureY = plan.source.top + y;
			into.fill(0);
			if (inside.count <= 0 || pictureY < 0 || pictureY >= picture.height) return;
			const from = (pictureY * picture.width + inside.pictureX) * 4;
			premultiplyRow(picture.rgba, from, inside.count, into, inside.x * 4);
		},
		lanczosTaps({ count: plan.content.width, start: stepX / 2, step: stepX, from: 0, to: source.width }),
		lanczosTaps({ count: plan.content.height, start: stepY / 2, step: stepY, from: 0, to: source.height }),
	);
	return resampler.row;
}

/** The columns that source and picture share: their start in each, and their number. */
function insidePicture({ source, picture }: EditPlan): { x: number; pictureX: number; count: number } {
	const pictureX = Math.max(0, source.left);
	return { x: pictureX - source.left, pictureX, count: Math.min(picture.width, source.right) - pictureX };
}

function repeatPixel(rgba: Uint8Array, from: number, to: number): void {
	for (let at = from; at < to; at += 4) rgba.copyWithin(at, at - 4, at);
}
