// Run-length encoding of the byte arrays that a document stores. A painted tile is mostly runs of 0 and 255: packed it is a
// few kilobytes, so that saving a stroke on a busy disk takes a fraction of the time. Pure.
//
// A packed array is a series of tokens. Each begins with a number n as a varint (7 bits a byte, low ones first): if n is odd,
// the next byte is repeated n >> 1 times; otherwise n >> 1 bytes follow as they are.

/** Shorter runs take as much room as the bytes themselves. */
const MIN_RUN = 4;

/** Returns null if packing saves less than a quarter. */
export function packBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
	const limit = bytes.length - (bytes.length >> 2);
	const packed = new Uint8Array(limit);
	let end = 0;
	let literalFrom = 0;

	/** Returns false if the limit is exceeded. */
	function write(count: number, isRun: boolean, from: number): boolean {
		if (count === 0) return true;
		if (end + 5 + (isRun ? 1 : count) > limit) return false;
		let head = count * 2 + (isRun ? 1 : 0);
		for (; head > 127; head >>>= 7) packed[end++] = (head & 127) | 128;
		packed[end++] = head;
		if (isRun) packed[end++] = bytes[from] as number;
		else {
			packed.set(bytes.subarray(from, from + count), end);
			end += count;
		}
		return true;
	}

	for (let at = 0; at < bytes.length; ) {
		const value = bytes[at];
		let runEnd = at + 1;
		while (runEnd < bytes.length && bytes[runEnd] === value) runEnd++;
		if (runEnd - at >= MIN_RUN) {
			if (!write(at - literalFrom, false, literalFrom) || !write(runEnd - at, true, at)) return null;
			literalFrom = runEnd;
		}
		at = runEnd;
	}
	return write(bytes.length - literalFrom, false, literalFrom) ? packed.slice(0, end) : null;
}

/** Throws if the packed bytes are damaged. */
export function unpackBytes(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(length);
	let at = 0;
	let end = 0;
	while (at < packed.length) {
		let head = 0;
		for (let shift = 0; ; shift += 7) {
			const part = packed[at++];
			if (part === undefined || shift > 28) throw damaged();
			head += (part & 127) * 2 ** shift;
			if (part < 128) break;
		}
		const count = Math.floor(head / 2);
		const isRun = head % 2 === 1;
		const taken = isRun ? 1 : count;
		if (count === 0 || end + count > length || at + taken > packed.length) throw damaged();
		if (isRun) bytes.fill(packed[at] as number, end, end + count);
		else bytes.set(packed.subarray(at, at + count), end);
		at += taken;
		end += count;
	}
	if (end !== length) throw damaged();
	return bytes;
}

const damaged = (): Error => new Error("packed bytes of a document are damaged");
