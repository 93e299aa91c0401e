// SHA-256 as lower-case hex: the name of every stored image.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Browsers offer `crypto.subtle` in secure contexts only; a page served over plain http in a LAN has none. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
	return bytesToHex(subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : sha256(bytes));
}
