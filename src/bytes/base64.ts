// Base64 without fetch("data:…"), which a strict Content-Security-Policy refuses, and without one atob/btoa call over a
// large image, which blocks the page.

/** A multiple of 3, so that encoded pieces join without padding; small enough for String.fromCharCode's arguments. */
const PIECE_BYTES = 3 * 8192;

export function encodeBase64(bytes: Uint8Array): string {
	// Newer browsers encode megabytes in a millisecond.
	const { toBase64 } = bytes as Uint8Array & { readonly toBase64?: () => string };
	if (toBase64 !== undefined) return toBase64.call(bytes);
	const pieces: string[] = [];
	for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
		pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES))));
	}
	return pieces.join("");
}

/** Encodes without holding up the page: browsers without an encoder for bytes read the blob as a data URL. */
export async function encodeBlobBase64(blob: Blob): Promise<string> {
	if ("toBase64" in Uint8Array.prototype || typeof FileReader === "undefined") {
		return encodeBase64(new Uint8Array(await blob.arrayBuffer()));
	}
	const url = await new Promise<string>((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result as string);
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(blob);
	});
	return url.slice(url.indexOf(",") + 1);
}

const VALUES = new Int16Array(128).fill(-1);
for (const [value, letter] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries()) {
	VALUES[letter.charCodeAt(0)] = value;
}
// The URL-safe alphabet, which some compatible servers answer in.
VALUES["-".charCodeAt(0)] = 62;
VALUES["_".charCodeAt(0)] = 63;

/**
 * Decodes plain or URL-safe base64, with or without padding, line breaks or a `data:` prefix; undefined if it is
 * invalid.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
	const comma = text.startsWith("data:") ? text.indexOf(",") : -1;
	if (text.startsWith("data:") && comma < 0) return undefined;
	const bytes = new Uint8Array(Math.floor(((text.length - comma - 1) * 3) / 4));
	let length = 0;
	let bits = 0;
	let buffer = 0;
	for (let at = comma + 1; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 0x3d) break;
		if (code === 0x0a || code === 0x0d || code === 0x20) continue;
		const value = code < 128 ? (VALUES[code] ?? -1) : -1;
		if (value < 0) return undefined;
		buffer = ((buffer << 6) | value) & 0xffffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[length++] = (buffer >> bits) & 0xff;
		}
	}
	return bytes.slice(0, length);
}
