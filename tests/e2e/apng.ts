// Writes an animated PNG from frames of one size: one palette for all, and of each frame only the rectangle that changed, with
// unchanged pixels transparent. Pure, except for zlib.
import { crc32, deflateSync } from "node:zlib";

export interface Frame {
	/** RGB or RGBA samples; alpha is ignored. */
	readonly data: Uint8Array;
	readonly channels: number;
	readonly milliseconds: number;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The first index of the palette means "as in the frame before". */
const UNCHANGED = 0;
const COLOURS = 255;
/** 15 bits: five of each channel. */
const BUCKETS = 1 << 15;

const bucketOf = (data: Uint8Array, at: number): number =>
	((data[at] ?? 0) >> 3) * 1024 + ((data[at + 1] ?? 0) >> 3) * 32 + ((data[at + 2] ?? 0) >> 3);

export function encodeApng(width: number, height: number, frames: readonly Frame[]): Buffer {
	const { palette, indexOf } = choosePalette(frames);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	const chunks: Chunk[] = [];
	let sequence = 0;
	let before: Uint8Array | undefined;
	let control: Buffer | undefined;
	let count = 0;
	for (const { data, channels, milliseconds } of frames) {
		const indices = new Uint8Array(width * height);
		for (let i = 0; i < indices.length; i++) indices[i] = indexOf[bucketOf(data, i * channels)] ?? 1;
		const box = before ? changedBox(before, indices, width, height) : { left: 0, top: 0, right: width, bottom: height };
		// A frame that changes nothing makes the one before it longer.
		if (box === null) {
			control?.writeUInt16BE(Math.min(65_535, control.readUInt16BE(20) + milliseconds), 20);
			continue;
		}
		control = Buffer.alloc(26);
		control.writeUInt32BE(sequence++, 0);
		control.writeUInt32BE(box.right - box.left, 4);
		control.writeUInt32BE(box.bottom - box.top, 8);
		control.writeUInt32BE(box.left, 12);
		control.writeUInt32BE(box.top, 16);
		control.writeUInt16BE(milliseconds, 20);
		control.writeUInt16BE(1000, 22);
		// Nothing is disposed of; a later frame is drawn over the one before.
		control.set([0, count === 0 ? 0 : 1], 24);
		chunks.push(chunk("fcTL", control));
		const packed = deflateSync(rowsOf(indices, before, width, box), { level: 9 });
		if (count === 0) chunks.push(chunk("IDAT", packed));
		else {
			const number = Buffer.alloc(4);
			number.writeUInt32BE(sequence++, 0);
			chunks.push(chunk("fdAT", Buffer.concat([number, packed])));
		}
		before = indices;
		count++;
	}
	const animation = Buffer.alloc(8);
	animation.writeUInt32BE(count, 0);
	const head = [
		chunk("IHDR", header),
		chunk("acTL", animation),
		chunk("PLTE", palette),
		chunk("tRNS", Buffer.from([0])),
	];
	return Buffer.concat([
		Buffer.from(SIGNATURE),
		...[...head, ...chunks, chunk("IEND", Buffer.alloc(0))].map(withChecksum),
	]);
}

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

function changedBox(before: Uint8Array, after: Uint8Array, width: number, height: number): Box | null {
	let [left, top, right, bottom] = [width, height, 0, 0];
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			if (before[y * width + x] === after[y * width + x]) continue;
			left = Math.min(left, x);
			right = Math.max(right, x + 1);
			top = Math.min(top, y);
			bottom = y + 1;
		}
	return right === 0 ? null : { left, top, right, bottom };
}

/** The rows of the rectangle, each after its filter byte 0. */
function rowsOf(indices: Uint8Array, before: Uint8Array | undefined, width: number, box: Box): Buffer {
	const breadth = box.right - box.left;
	const rows = Buffer.alloc((breadth + 1) * (box.bottom - box.top));
	for (let y = box.top; y < box.bottom; y++)
		for (let x = box.left; x < box.right; x++) {
			const at = y * width + x;
			const to = (y - box.top) * (breadth + 1) + 1 + x - box.left;
			rows[to] = before !== undefined && before[at] === indices[at] ? UNCHANGED : (indices[at] ?? 1);
		}
	return rows;
}

/** Median cut: the box with the most pixels is halved along its longest side until there are enough. */
function choosePalette(frames: readonly Frame[]): { palette: Buffer; indexOf: Uint8Array } {
	const counts = new Uint32Array(BUCKETS);
	const sums = new Float64Array(BUCKETS * 3);
	for (const { data, channels } of frames)
		for (let at = 0; at < data.length; at += channels) {
			const bucket = bucketOf(data, at);
			counts[bucket] = (counts[bucket] ?? 0) + 1;
			for (let c = 0; c < 3; c++) sums[bucket * 3 + c] = (sums[bucket * 3 + c] ?? 0) + (data[at + c] ?? 0);
		}
	const channelOf = (bucket: number, c: number) => (bucket >> (10 - 5 * c)) & 31;
	const weigh = (box: readonly number[]) => box.reduce((sum, bucket) => sum + (counts[bucket] ?? 0), 0);
	const sideOf = (box: readonly number[]) => {
		const lengths = [0, 1, 2].map((c) => {
			const values = box.map((bucket) => channelOf(bucket, c));
			return Math.max(...values) - Math.min(...values);
		});
		const longest = lengths.indexOf(Math.max(...lengths));
		return { longest, length: lengths[longest] ?? 0 };
	};
	const boxes = [[...counts.keys()].filter((bucket) => (counts[bucket] ?? 0) > 0)].map((box) => ({
		box,
		...sideOf(box),
	}));
	while (boxes.length < COLOURS) {
		// Rare colours count too, so that small coloured parts keep theirs.
		const score = (one: (typeof boxes)[number]) => one.length * Math.sqrt(weigh(one.box));
		const largest = boxes.reduce((best, one) => (score(one) > score(best) ? one : best));
		if (largest.length === 0) break;
		const sorted = [...largest.box].sort((a, b) => channelOf(a, largest.longest) - channelOf(b, largest.longest));
		const half = weigh(sorted) / 2;
		let [cut, passed] = [0, 0];
		while (cut < sorted.length - 1 && passed <= half) passed += counts[sorted[cut++] ?? 0] ?? 0;
		const halves = [sorted.slice(0, cut), sorted.slice(cut)].map((box) => ({ box, ...sideOf(box) }));
		boxes.splice(boxes.indexOf(largest), 1, ...halves);
	}
	const palette = Buffer.alloc((boxes.length + 1) * 3);
	const indexOf = new Uint8Array(BUCKETS).fill(1);
	for (const [index, { box }] of boxes.entries()) {
		const total = weigh(box);
		for (let c = 0; c < 3; c++) {
			const sum = box.reduce((all, bucket) => all + (sums[bucket * 3 + c] ?? 0), 0);
			palette[(index + 1) * 3 + c] = Math.round(sum / total);
		}
		for (const bucket of box) indexOf[bucket] = index + 1;
	}
	return { palette, indexOf };
}

/** Data that may still change: the duration of a frame is known when the next one differs. */
interface Chunk {
	readonly type: string;
	readonly data: Buffer;
}

const chunk = (type: string, data: Buffer): Chunk => ({ type, data });

function withChecksum({ type, data }: Chunk): Buffer {
	const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length, 0);
	checksum.writeUInt32BE(crc32(content), 0);
	return Buffer.concat([length, content, checksum]);
}
