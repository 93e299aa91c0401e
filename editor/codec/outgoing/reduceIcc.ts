// Reduces an ICC profile to what a picture's colours need: the profile of a display or a scanner also holds its maker,
// model and serial number, dates and names. Knows no picture format.

/** The tags that colour conversion reads (ICC.1:2022, 9.2), for profiles of curves and a matrix and of tables. */
const COLOUR_TAGS = new Set([
	...["wtpt", "bkpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC", "cicp"],
	...["A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3"],
]);

const HEADER_BYTES = 128;

/** Header fields that name a device, a program or a time: date, platform, maker and model, creator and profile id. */
const PRIVATE_FIELDS = [
	[24, 36],
	[40, 44],
	[48, 56],
	[80, 100],
] as const;

/** Null if the profile is damaged. */
export function reduceIcc(icc: Uint8Array): Uint8Array<ArrayBuffer> | null {
	const tags = readTags(icc);
	if (tags === null) return null;
	const kept = tags.filter(({ name }) => COLOUR_TAGS.has(name));
	const start = HEADER_BYTES + 4 + 12 * kept.length;
	// Tags may share their data, such as one curve for all channels.
	const places = new Map<number, number>();
	let length = start;
	for (const { from, data } of kept) {
		if (places.has(from)) continue;
		places.set(from, length);
		length += (data.length + 3) & ~3;
	}
	const reduced = new Uint8Array(length);
	const view = new DataView(reduced.buffer);
	reduced.set(icc.subarray(0, HEADER_BYTES));
	for (const [from, to] of PRIVATE_FIELDS) reduced.fill(0, from, to);
	view.setUint32(0, length);
	view.setUint32(HEADER_BYTES, kept.length);
	for (const [i, { name, from, data }] of kept.entries()) {
		const entry = HEADER_BYTES + 4 + 12 * i;
		const at = places.get(from) ?? start;
		for (let c = 0; c < 4; c++) reduced[entry + c] = name.charCodeAt(c);
		view.setUint32(entry + 4, at);
		view.setUint32(entry + 8, data.length);
		if (at + data.length <= length) reduced.set(data, at);
	}
	return reduced;
}

interface Tag {
	readonly name: string;
	readonly from: number;
	readonly data: Uint8Array;
}

function readTags(icc: Uint8Array): readonly Tag[] | null {
	if (icc.length < HEADER_BYTES + 4) return null;
	const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
	const count = view.getUint32(HEADER_BYTES);
	if (HEADER_BYTES + 4 + 12 * count > icc.length) return null;
	return Array.from({ length: count }, (_, i) => {
		const entry = HEADER_BYTES + 4 + 12 * i;
		const from = view.getUint32(entry + 4);
		const name = String.fromCharCode(...icc.subarray(entry, entry + 4));
		return { name, from, data: icc.subarray(from, from + view.getUint32(entry + 8)) };
	});
}
