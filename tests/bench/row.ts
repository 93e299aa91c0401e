// The type of a bench row. A new row is one file in rows/ and one line in rows/index.ts.

export interface Measurement {
	value: number;
	note?: string;
	/** True if the row's other promises are met, such as a 95th percentile. Default: true. */
	isMet?: boolean;
}

export interface Row {
	id: string;
	/** "kB gzip", "×", "ms" … */
	unit: string;
	/** Met when the value is at most this. */
	target: number;
	measure(): Promise<Measurement>;
}
