// Reads ICC profiles of versions 2 and 4, if they consist of curves and a matrix, or of one grey curve. Table-based
// profiles, such as those of scanners, are not read: the browser converts them.
import { inflateWithin } from "../../zlib/inflate";
import type { ColourProfile, Curve, Matrix } from "./colourProfile";

/** In bytes. Profiles of this kind usually have a few kilobytes. */
const MAX_PROFILE = 4_000_000;
/** The limit of points in a curve: one for each 16-bit value. */
const MAX_POINTS = 65_536;

/**
 * "srgb" is returned only for a table-based profile of that name; other profiles are compared by their values. Null:
 * the profile is damaged, and is ignored.
 */
export function readIcc(icc: Uint8Array): ColourProfile | "srgb" | "unknown" | null {
	try {
		return icc.length < 132 ? null : profileOf(new IccReader(icc));
	} catch {
		// An offset points beyond the end.
		return null;
	}
}

/** The profile in the data of PNG's iCCP chunk; null if it is damaged. */
export function inflateIcc(iccp: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
	return inflateWithin(iccp.subarray(iccp.indexOf(0) + 2), MAX_PROFILE);
}

function profileOf(icc: IccReader): ColourProfile | "srgb" | "unknown" | null {
	if (icc.text(36, 4) !== "acsp") return null;
	if (icc.tag("A2B0") !== null) return /^sRGB/.test(icc.description()) ? "srgb" : "unknown";
	if (icc.text(20, 4) !== "XYZ ") return "unknown";
	const space = icc.text(16, 4);
	if (space === "GRAY") {
		const curve = icc.curve("kTRC");
		return curve === null ? "unknown" : { curves: [curve, curve, curve], toXyz: null };
	}
	const [r, g, b] = [icc.xyz("rXYZ"), icc.xyz("gXYZ"), icc.xyz("bXYZ")];
	const [red, green, blue] = [icc.curve("rTRC"), icc.curve("gTRC"), icc.curve("bTRC")];
	if (space !== "RGB " || !r || !g || !b || !red || !green || !blue) return "unknown";
	const toXyz: Matrix = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]];
	return { curves: [red, green, blue], toXyz };
}

/** Throws RangeError on reads beyond the end. */
class IccReader {
	readonly #view: DataView;

	constructor(readonly bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	text(at: number, length: number): string {
		return String.fromCharCode(...this.bytes.subarray(at, at + length));
	}

	tag(name: string): number | null {
		const count = Math.min(100, this.#view.getUint32(128));
		for (let i = 0; i < count; i++) {
			if (this.text(132 + 12 * i, 4) === name) return this.#view.getUint32(136 + 12 * i);
		}
		return null;
	}

	description(): string {
		const at = this.tag("desc");
		if (at === null) return "";
		if (this.text(at, 4) === "desc") return this.text(at + 12, 4);
		// UTF-16 of the first language; "sRGB" needs no more than its low bytes.
		const text = at + this.#view.getUint32(at + 24);
		return this.text(text, 8).replaceAll("\0", "");
	}

	xyz(name: string): readonly [number, number, number] | null {
		const at = this.tag(name);
		return at === null ? null : [this.#fixed(at + 8), this.#fixed(at + 12), this.#fixed(at + 16)];
	}

	curve(name: string): Curve | null {
		const at = this.tag(name);
		if (at === null) return null;
		if (this.text(at, 4) === "para") return this.#parametricCurve(at);
		if (this.text(at, 4) !== "curv") return null;
		const count = this.#view.getUint32(at + 8);
		if (count === 0) return (v) => v;
		if (count === 1) {
			const exponent = this.#view.getUint16(at + 12) / 256;
			return (v) => v ** exponent;
		}
		if (count > MAX_POINTS) throw new RangeError("points");
		const points = Float64Array.from({ length: count }, (_, i) => this.#view.getUint16(at + 12 + 2 * i) / 65_535);
		return (v) => interpolate(points, v);
	}

	/** The five function types of ICC.1:2022, 10.18. */
	#parametricCurve(at: number): Curve | null {
		const kind = this.#view.getUint16(at + 8);
		const counts = [1, 3, 4, 5, 7];
		const n = Array.from({ length: counts[kind] ?? 0 }, (_, i) => this.#fixed(at + 12 + 4 * i));
		const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = n;
		const raised = (v: number) => Math.max(0, a * v + b) ** g;
		if (kind === 0) return (v) => v ** g;
		if (kind === 1) return (v) => (v >= -b / a ? raised(v) : 0);
		if (kind === 2) return (v) => (v >= -b / a ? raised(v) : 0) + c;
		if (kind === 3) return (v) => (v >= d ? raised(v) : c * v);
		return kind === 4 ? (v) => (v >= d ? raised(v) + e : c * v + f) : null;
	}

	#fixed(at: number): number {
		return this.#view.getInt32(at) / 65_536;
	}
}

function interpolate(points: Float64Array, v: number): number {
	const at = v * (points.length - 1);
	const below = Math.min(points.length - 2, Math.floor(at));
	const low = points[below] as number;
	return low + ((points[below + 1] as number) - low) * (at - below);
}
