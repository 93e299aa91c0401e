// A ZIP file of pictures, as they are: they do not become smaller. Of one at a time the bytes are looked at, the file is
// put together by the browser from what it has on disk already.
import { crc32 } from "../../editor";

export interface Zip {
	/** So far, the directory at its end not counted. */
	readonly bytes: () => number;
	/** False: its bytes cannot be read, and the file goes without it. */
	readonly add: (name: string, picture: Blob, madeAt: Date) => Promise<boolean>;
	/** null: nothing was added. */
	readonly finish: () => Blob | null;
}

/** Names are UTF-8; only what this writes is read by everything that reads ZIP: below 4 GiB and 65,535 files. */
const VERSION = 20;
const UTF8 = 0x0800;

export function createZip(): Zip {
	const parts: BlobPart[] = [];
	const directory: Uint8Array<ArrayBuffer>[] = [];
	let offset = 0;

	return {
		bytes: () => offset,
		async add(name, picture, madeAt) {
			const path = new TextEncoder().encode(name);
			const bytes = await picture.arrayBuffer().catch(() => undefined);
			if (!bytes) return false;
			const crc = crc32(new Uint8Array(bytes));
			const size = picture.size;
			const day = ((madeAt.getFullYear() - 1980) << 9) | ((madeAt.getMonth() + 1) << 5) | madeAt.getDate();
			const time = (madeAt.getHours() << 11) | (madeAt.getMinutes() << 5) | (madeAt.getSeconds() >> 1);
			/** From the version that is needed to the length of the name and of no extra field. */
			const facts = [VERSION, UTF8, 0, time, day, long(crc), long(size), long(size), path.length, 0];
			const head = record(0x04034b50, facts, path);
			directory.push(record(0x02014b50, [VERSION, ...facts, 0, 0, 0, long(0), long(offset)], path));
			parts.push(head, picture);
			offset += head.length + size;
			return true;
		},
		finish() {
			if (directory.length === 0) return null;
			const length = directory.reduce((sum, one) => sum + one.length, 0);
			const count = directory.length;
			const end = record(0x06054b50, [0, 0, count, count, long(length), long(offset), 0]);
			return new Blob([...parts, ...directory, end], { type: "application/zip" });
		},
	};
}

/** Four bytes where a plain number is two. */
interface Long {
	readonly long: number;
}
const long = (value: number): Long => ({ long: value });

function record(
	signature: number,
	fields: readonly (number | Long)[],
	tail = new Uint8Array(),
): Uint8Array<ArrayBuffer> {
	const values = [long(signature), ...fields];
	const length = values.reduce<number>((sum, value) => sum + (typeof value === "number" ? 2 : 4), 0);
	const bytes = new Uint8Array(length + tail.length);
	const view = new DataView(bytes.buffer);
	let at = 0;
	for (const value of values) {
		if (typeof value === "number") view.setUint16(at, value, true);
		else view.setUint32(at, value.long, true);
		at += typeof value === "number" ? 2 : 4;
	}
	bytes.set(tail, at);
	return bytes;
}
