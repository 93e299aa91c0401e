// Extracts the pixels that are sent: the source at the sent scale, with its last row and column repeated into the
// padding. The area of the source beyond the picture is transparent. Bands of rows can be extracted independently.
import { int32View, type Rect, type RgbaImage, rectOf, type Size, type Steps, sizeOf } from "../raster";
import { type EditPlan, isUnscaled } from "./editPlan";
import { type Axis, inputsOf, lanczosTaps } from "./lanczos";
import { createRowResampler, premultiplyRow } from "./resample";
import { createOpaqueResampler } from "./resampleOpaque";

/** A range of rows: from `first` up to the row before `end`. */
export interface RowRange {
	readonly first: number;
	readonly end: number;
}

export function* extractSource(plan: EditPlan, picture: RgbaImage): Steps<RgbaImage> {
	return yield* extract(plan, picture, { first: 0, end: plan.sent.height });
}

/** The rows of the source that these rows of the sent picture are made of, counted from the source's top. */
export function sourceRows(plan: EditPlan, from: number, to: number): RowRange {
	const { first, end } = contentRows(plan, { first: from, end: to });
	if (isUnscaled(plan)) return { first, end };
	const axis = verticalAxis(plan);
	const last = inputsOf(axis, end - 1);
	return { first: inputsOf(axis, first).first, end: last.first + last.size };
}

/** Rows of the sent picture from the rows of the source that `sourceRows` names, at the source's full width. */
export function* extractRows(plan: EditPlan, source: RgbaImage, from: number, to: number): Steps<RgbaImage> {
	const { left, top, right } = plan.source;
	const { first, end } = sourceRows(plan, from, to);
	const rows = { left, top: top + first, right, bottom: top + end };
	return yield* extract(plan, source, { first: from, end: to }, rows);
}

/** `at`: the place of the pixels in the picture; they are the whole picture if absent. */
function* extract(plan: EditPlan, pixels: RgbaImage, { first, end }: RowRange, at = rectOf(pixels)): Steps<RgbaImage> {
	const { content, sent } = plan;
	const stride = sent.width * 4;
	// A band of the padding alone repeats a row that it does not include.
	const top = Math.min(first, content.height - 1);
	const rgba = new Uint8Array((end - top) * stride);
	const writeRow = isUnscaled(plan) ? copyRows(plan, pixels, at) : resampleRows(plan, pixels, at);
	const band = { width: sent.width, height: end - top, rgba };
	const contentOfBand = { width: content.width, height: content.height - top };
	for (let y = top; y < end; y++) {
		if (y < content.height) writeRow(y, rgba, (y - top) * stride);
		repeatIntoPadding(band, contentOfBand, y - top);
		yield;
	}
	return { width: sent.width, height: end - first, rgba: top === first ? rgba : rgba.slice((first - top) * stride) };
}

/** The rows of the content that a band of the sent picture shows; at least the last one, which the padding repeats. */
function contentRows({ content }: EditPlan, { first, end }: RowRange): RowRange {
	const last = content.height - 1;
	return { first: Math.min(first, last), end: Math.min(end, last + 1) };
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
function copyRows(plan: EditPlan, { rgba }: RgbaImage, place: Rect): WriteRow {
	const inside = insidePlace(plan, place);
	return (y, into, at) => {
		const from = inside.start(y);
		if (from !== null) into.set(rgba.subarray(from, from + inside.count * 4), at + inside.x * 4);
	};
}

/**
 * A row that is made of opaque rows alone is computed in integers, without alpha. Each row is decided by itself, so that
 * bands are the rows of the whole.
 */
function resampleRows(plan: EditPlan, { rgba }: RgbaImage, place: Rect): WriteRow {
	const source = sizeOf(plan.source);
	const inside = insidePlace(plan, place);
	const stepX = source.width / plan.content.width;
	const across = lanczosTaps({ count: plan.content.width, start: stepX / 2, step: stepX, from: 0, to: source.width });
	const down = lanczosTaps(verticalAxis(plan));
	const resampler = lazily(() =>
		createRowResampler(
			source.width,
			(y, into) => {
				into.fill(0);
				const from = inside.start(y);
				if (from !== null) premultiplyRow(rgba, from, inside.count, into, inside.x * 4);
			},
			across,
			down,
		),
	);
	const words = int32View(rgba);
	const start = (y: number) => (inside.start(y) ?? 0) / 4;
	const writeOpaque = lazily(() => createOpaqueResampler({ words: words ?? new Int32Array(0), start }, across, down));
	const isOpaqueRow = rememberFor(source.height, (y) => {
		const isWhole = inside.count === source.width && inside.start(y) !== null;
		return isWhole && words !== null && isOpaque(words, start(y), inside.count);
	});
	return (y, into, at) => {
		const first = down.first[y] as number;
		let end = first;
		while (end < first + down.size && isOpaqueRow(end)) end++;
		if (end === first + down.size) writeOpaque()(y, into, at);
		else resampler().row(y, into, at);
	};
}

function lazily<Value>(make: () => Value): () => Value {
	let made: Value | undefined;
	return () => {
		made ??= make();
		return made;
	};
}

/** Asks for each of `count` rows once at most. */
function rememberFor(count: number, ask: (y: number) => boolean): (y: number) => boolean {
	const answers: (boolean | undefined)[] = new Array(count);
	return (y) => {
		answers[y] ??= ask(y);
		return answers[y] as boolean;
	};
}

/** The highest byte of a word is alpha. */
function isOpaque(words: Int32Array, from: number, count: number): boolean {
	let all = -1;
	for (let i = from; i < from + count; i++) all &= words[i] as number;
	return all >>> 24 === 255;
}

function verticalAxis({ source, content }: EditPlan): Axis {
	const { height } = sizeOf(source);
	const step = height / content.height;
	return { count: content.height, start: step / 2, step, from: 0, to: height };
}

/**
 * The columns that the source shares with pixels at `place`: their first one in the source and their number; and where the
 * pixels of row `y` of the source begin, null where there are none.
 */
function insidePlace({ source }: EditPlan, place: Rect) {
	const left = Math.max(place.left, source.left);
	const count = Math.min(place.right, source.right) - left;
	const width = place.right - place.left;
	const start = (y: number): number | null => {
		const row = source.top + y;
		if (count <= 0 || row < place.top || row >= place.bottom) return null;
		return ((row - place.top) * width + left - place.left) * 4;
	};
	return { x: left - source.left, count, start };
}

function repeatPixel(rgba: Uint8Array, from: number, to: number): void {
	for (let at = from; at < to; at += 4) rgba.copyWithin(at, at - 4, at);
}
