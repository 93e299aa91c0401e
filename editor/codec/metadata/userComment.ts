// The user comment of an EXIF block, in which tools without PNG keep what a picture was made with.
import { joinBytes } from "../../raster";
import { type Bytes, fromLatin1, fromUtf8, latin1 } from "./textBytes";

const EXIF_IFD = 0x8769;
const USER_COMMENT = 0x9286;
const UNDEFINED = 7;
const LONG = 4;
/** Its eight bytes name the encoding of what follows. */
const CODE = 8;

/** An EXIF block, from its byte order mark on, that holds this comment alone. */
export function writeUserComment(comment: string): Bytes {
	const text = new Uint8Array(comment.length * 2);
	const characters = new DataView(text.buffer);
	for (let i = 0; i < comment.length; i++) characters.setUint16(i * 2, comment.charCodeAt(i));
	const value = joinBytes([latin1("UNICODE\0"), text]);
	// Header, a directory of one entry that points to the next, which has the comment behind it.
	const [first, second, at] = [8, 8 + 18, 8 + 18 + 18];
	const head = new DataView(new ArrayBuffer(at));
	head.setUint32(0, 0x4d4d002a);
	head.setUint32(4, first);
	writeDirectory(head, first, { tag: EXIF_IFD, type: LONG, count: 1, value: second });
	writeDirectory(head, second, { tag: USER_COMMENT, type: UNDEFINED, count: value.length, value: at });
	return joinBytes([new Uint8Array(head.buffer), value]);
}

interface Entry {
	readonly tag: number;
	readonly type: number;
	readonly count: number;
	readonly value: number;
}

function writeDirectory(view: DataView, at: number, { tag, type, count, value }: Entry): void {
	view.setUint16(at, 1);
	view.setUint16(at + 2, tag);
	view.setUint16(at + 4, type);
	view.setUint32(at + 6, count);
	view.setUint32(at + 10, value);
}

/** `exif`: from its byte order mark on. undefined: there is none, or it is damaged. */
export function readUserComment(exif: Uint8Array | undefined): string | undefined {
	if (exif === undefined) return undefined;
	try {
		const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
		const isLittle = view.getUint16(0) === 0x4949;
		if (!isLittle && view.getUint16(0) !== 0x4d4d) return undefined;
		const inner = findEntry(view, view.getUint32(4, isLittle), EXIF_IFD, isLittle);
		const found = inner && findEntry(view, inner.value, USER_COMMENT, isLittle);
		return found && decode(exif.subarray(found.value, found.value + found.count), isLittle);
	} catch {
		// An offset points beyond the end.
		return undefined;
	}
}

function findEntry(view: DataView, at: number, tag: number, isLittle: boolean): Entry | undefined {
	const count = view.getUint16(at, isLittle);
	for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
		if (view.getUint16(entry, isLittle) !== tag) continue;
		const [type, length] = [view.getUint16(entry + 2, isLittle), view.getUint32(entry + 4, isLittle)];
		return { tag, type, count: length, value: view.getUint32(entry + 8, isLittle) };
	}
	return undefined;
}

function decode(value: Uint8Array, isLittle: boolean): string | undefined {
	const [code, text] = [fromLatin1(value.subarray(0, CODE)), value.subarray(CODE)];
	if (code.startsWith("ASCII")) return fromUtf8(text).replace(/\0+$/, "");
	if (!code.startsWith("UNICODE")) return undefined;
	const characters = new DataView(text.buffer, text.byteOffset, text.byteLength);
	const length = text.length >> 1;
	const read = (little: boolean) =>
		String.fromCharCode(
			...Array.from({ length: Math.min(length, 100_000) }, (_, i) => characters.getUint16(i * 2, little)),
		);
	// Some programs write big-endian texts into little-endian blocks: the order with more letters below 256 is right.
	const [own, other] = [read(isLittle), read(!isLittle)];
	const plain = (one: string) => one.replace(/[^\0-\xff]/g, "").length;
	return plain(other) > plain(own) ? other : own;
}
