// The samples of one picture, kept on the thread that runs jobs on it, so that a job sends its input only. They arrive in
// bands of rows; a job that names samples which are not here returns null, and they are sent again.
import { type PictureSamples, pictureSamples, type Size, type Steps } from "../raster";

export interface KeepSamplesInput extends Size {
	/** Identifies the version of the picture. */
	readonly samples: string;
	/** The first row of the band. */
	readonly top: number;
	readonly rgba: Uint8Array<ArrayBuffer>;
}

let kept: { readonly key: string; readonly samples: PictureSamples; missing: number } | null = null;

/** For jobs that read the mask only. */
export const NO_SAMPLES = pictureSamples({ width: 0, height: 0 }, new Uint8Array(0));

/** Other samples are dropped with the first band. */
export function keepSamples({ samples: key, width, height, top, rgba }: KeepSamplesInput): Promise<null> {
	if (kept?.key !== key) {
		kept = null;
		kept = { key, samples: pictureSamples({ width, height }, new Uint8Array(width * height * 4)), missing: height };
	}
	kept.samples.rgba.set(rgba, top * width * 4);
	kept.missing -= rgba.length / (width * 4);
	return Promise.resolve(null);
}

export function dropSamples(): Promise<null> {
	kept = null;
	return Promise.resolve(null);
}

/** Runs a computation on the samples; null: they are not here. */
export function* onSamples<Result>(
	key: string,
	compute: (samples: PictureSamples) => Steps<Result>,
): Steps<Result | null> {
	if (kept?.key !== key || kept.missing > 0) return null;
	return yield* compute(kept.samples);
}
