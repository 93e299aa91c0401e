// The type of a bench row. A new row is one file in rows/ and one line in rows/index.ts.

export interface Measurement {
	value: number;
	/** The value of each round, in the row's unit, where a row has rounds: their spread says how far to trust the value. */
	rounds?: readonly number[];
	note?: string;
	/** True if the row's other promises are met, such as a 95th percentile. Default: true. */
	isMet?: boolean;
}

export interface Row {
	id: string;
	/** One sentence for a reader of the report. */
	promise: string;
	/** One sentence: what is timed or counted, and against what. */
	method: string;
	/** "kB gzip", "×", "ms" … */
	unit: string;
	/** Met when the value is at most this. */
	target: number;
	measure(): Promise<Measurement>;
}
