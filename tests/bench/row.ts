// What a bench row is. A new row is one file in rows/ and one line in rows/index.ts.

export interface Measurement {
	value: number;
	note?: string;
	/** Where more than the value is promised: whether the rest is met. */
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
