// The registry of jobs that read the picture for a tool. A kind is a pure function of the samples and its input; it is one
// file in raster/ and one line here. It imports neither tools nor document, because a worker loads it.
import {
	type Corner,
	colourRange,
	colourRegion,
	liveWire,
	maskRegion,
	objectMask,
	type PictureSamples,
	quickSelect,
	type Steps,
	type Tiles,
	transformMask,
} from "../raster";

/** Kinds that return a selection, as coverage tiles. */
const SELECTIONS = {
	colourRegion,
	quickSelect,
	colourRange,
	maskRegion,
	transformMask,
	objectMask,
};

/** Kinds that return a line along the picture's edges. */
const PATHS = {
	liveWire,
};

type JobOf<Kinds> = {
	[Kind in keyof Kinds]: {
		readonly kind: Kind;
		/** Plain data that survives a structured clone. */
		readonly input: Kinds[Kind] extends (samples: PictureSamples, input: infer Input) => unknown ? Input : never;
	};
}[keyof Kinds];

export type SelectionJob = JobOf<typeof SELECTIONS>;
export type PathJob = JobOf<typeof PATHS>;

type Run = (samples: PictureSamples, input: unknown) => Steps<Tiles> | Steps<readonly Corner[]>;

export function runPictureJob(
	samples: PictureSamples,
	{ kind, input }: SelectionJob | PathJob,
): Steps<Tiles | readonly Corner[]> {
	const run = ({ ...SELECTIONS, ...PATHS } as unknown as Record<string, Run>)[kind];
	if (run === undefined) throw new Error(`no picture job "${kind}"`);
	return run(samples, input);
}
