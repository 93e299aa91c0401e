// SHA-256 as lower-case hex: the name of every picture. Uses the platform where it offers crypto.subtle (secure
// contexts only); the same arithmetic by hand elsewhere, e.g. a page served over plain http in a LAN.

const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime > 0)) PRIMES.push(n);

/** FIPS 180-4's constants: the first 32 bits after the point. */
const fraction = (root: number): number => (root % 1) * 2 ** 32;

const K = Uint32Array.from(PRIMES, (prime) => fraction(prime ** (1 / 3)));

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** Exported for its test; callers use sha256Hex. */
export function sha256ByHand(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
	padded.set(bytes);
	padded[bytes.length] = 0x80;
	const view = new DataView(padded.buffer);
	view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
	view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
	const h = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
	const w = new Uint32Array(64);
	const at = (list: Uint32Array, index: number): number => list[index] ?? 0;
	for (let block = 0; block < padded.length; block += 64) {
		for (let i = 0; i < 16; i++) w[i] = view.getUint32(block + i * 4);
		for (let i = 16; i < 64; i++) {
			const a = at(w, i - 15);
			const b = at(w, i - 2);
			const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
			const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
			w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
		}
		let [a, b, c, d, e, f, g, k] = [at(h, 0), at(h, 1), at(h, 2), at(h, 3), at(h, 4), at(h, 5), at(h, 6), at(h, 7)];
		for (let i = 0; i < 64; i++) {
			const t1 = (k + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0;
			const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			[k, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
		}
		for (const [i, value] of [a, b, c, d, e, f, g, k].entries()) h[i] = at(h, i) + value;
	}
	const out = new DataView(new ArrayBuffer(32));
	for (let i = 0; i < 8; i++) out.setUint32(i * 4, at(h, i));
	return new Uint8Array(out.buffer);
}

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
	const digest = subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : sha256ByHand(bytes);
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
