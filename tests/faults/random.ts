// Pseudo-random choices that are the same for the same seed (mulberry32).

export interface Random {
	/** An integer of [least, most]. */
	between(least: number, most: number): number;
	choose<T>(items: readonly T[]): T;
	/** True in `share` of the cases. */
	chance(share: number): boolean;
}

export function createRandom(seed: number, name = ""): Random {
	// The name of the fault kind is part of the seed, so that a kind makes the same choices when it runs alone.
	let state = [...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), seed) >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
	return {
		between,
		choose: <T>(items: readonly T[]): T => items[between(0, items.length - 1)] as T,
		chance: (share) => next() < share,
	};
}
