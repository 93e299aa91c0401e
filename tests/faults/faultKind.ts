// The type of a kind of fault. A new kind is one file in kinds/ and one line in kinds/index.ts.
import type { Random } from "./random";

/** The number of rounds of a full run. */
export const FULL_ROUNDS = 50;

export interface FaultKind {
	readonly id: string;
	readonly title: string;
	run(options: { readonly random: Random; readonly rounds: number }): Promise<FaultReport>;
}

export interface FaultReport {
	/** Number of faults caused: kills, power cuts, mutated inputs. */
	readonly faults: number;
	/** Number of finished results, or inputs, that were checked afterwards. */
	readonly checked: number;
	readonly problems: readonly Problem[];
	readonly note?: string;
}

export interface Problem {
	/** A finished result is missing or differs; a panic or uncaught error; something did not end; a key or prompt came out. */
	readonly kind: "lost" | "panic" | "hang" | "leak";
	readonly text: string;
}

/** Longer than anything takes on a loaded machine: what has not ended by then hangs. */
export const HANG_MS = 120_000;

/** Rejects with a Hang if the work has not ended in time. */
export async function withoutHang<T>(name: string, work: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const timeout = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Hang(name)), HANG_MS);
	});
	return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}

export class Hang extends Error {
	constructor(name: string) {
		super(`${name} did not end within ${HANG_MS / 1000} s`);
	}
}

export const toProblem = (error: unknown): Problem => ({
	kind: error instanceof Hang ? "hang" : "panic",
	text: error instanceof Error ? error.message : String(error),
});
