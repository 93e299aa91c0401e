// Composites one image over another through coverage: 0 keeps the base bytes, 255 takes the added ones, both exactly.

/** `count` straight RGBA8 pixels of `added`, each mixed into `base` by its coverage; `base` is changed. */
export function compositeRun(
	base: Uint8Array,
	baseAt: number,
	added: Uint8Array,
	addedAt: number,
	count: number,
	coverage: Uint8Array | number,
	coverageAt: number,
): void {
	if (coverage === 0) return;
	if (coverage === 255) {
		base.set(added.subarray(addedAt, addedAt + count * 4), baseAt);
		return;
	}
	for (let i = 0; i < count; i++) {
		const share = typeof coverage === "number" ? coverage : (coverage[coverageAt + i] as number);
		if (share !== 0) mixPixel(base, baseAt + i * 4, added, addedAt + i * 4, share);
	}
}

/** Colours are weighted by alpha. Integer arithmetic throughout, so a pixel mixed with an equal one stays equal. */
function mixPixel(base: Uint8Array, to: number, added: Uint8Array, from: number, share: number): void {
	const baseWeight = (base[to + 3] as number) * (255 - share);
	const addedWeight = (added[from + 3] as number) * share;
	const total = baseWeight + addedWeight;
	if (share === 255 || total === 0) {
		// Of two fully transparent pixels, the one with the larger share keeps its hidden colour.
		if (share > 127) for (let i = 0; i < 4; i++) base[to + i] = added[from + i] as number;
		return;
	}
	const half = total >> 1;
	for (let i = 0; i < 3; i++) {
		const sum = (base[to + i] as number) * baseWeight + (added[from + i] as number) * addedWeight;
		base[to + i] = ((sum + half) / total) | 0;
	}
	base[to + 3] = ((total + 127) / 255) | 0;
}
