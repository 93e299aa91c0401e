// Applies a tone correction to the rows of an answer: one look-up table per colour channel; alpha is unchanged.
import type { AnswerRows } from "./answerRows";

/** Look-up tables for red, green and blue. */
export type Tone = readonly [Uint8Array, Uint8Array, Uint8Array];

/** The corrected rows; each is valid until the next call. */
export function applyTone(rows: AnswerRows, [red, green, blue]: Tone, width: number): AnswerRows {
	const toned = new Uint8Array(width * 4);
	return {
		row(y) {
			const { bytes, at } = rows.row(y);
			for (let i = 0; i < toned.length; i += 4) {
				toned[i] = red[bytes[at + i] as number] as number;
				toned[i + 1] = green[bytes[at + i + 1] as number] as number;
				toned[i + 2] = blue[bytes[at + i + 2] as number] as number;
				toned[i + 3] = bytes[at + i + 3] as number;
			}
			return { bytes: toned, at: 0 };
		},
	};
}
