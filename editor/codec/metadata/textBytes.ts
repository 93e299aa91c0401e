// Bytes of texts: UTF-8, Latin-1, and zlib-compressed with a limit on what they may expand to.

import { joinBytes } from "../../raster";
import { deflate } from "../zlib/deflate";
import { inflateWithin } from "../zlib/inflate";

export type Bytes = Uint8Array<ArrayBuffer>;

/** In bytes; a longer text is not read. A workflow with embedded pictures reaches a few megabytes. */
export const MAX_TEXT = 16 * 1024 * 1024;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export const isLatin1 = (text: string): boolean => !/[^\0-\xff]/.test(text);
export const latin1 = (text: string): Bytes => Uint8Array.from(text, (character) => character.charCodeAt(0));
/** Not TextDecoder, whose "latin1" is Windows-1252. */
export function fromLatin1(bytes: Uint8Array): string {
	let text = "";
	for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return text;
}

export const compress = async (bytes: Bytes): Promise<Bytes> => joinBytes(await deflate([bytes]));

/** null: it is damaged, or longer than a text may be. */
export const expand = (bytes: Uint8Array): Promise<Bytes | null> => inflateWithin(bytes, MAX_TEXT);

/** The keyword of the record in a PNG, and the name of its segments in a JPEG. */
export const RECORD_NAME = "haloforge-image-studio";
export const PARAMETERS = "parameters";
