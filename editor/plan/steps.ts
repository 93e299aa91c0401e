// Long work in small steps, so that a worker can be stopped and a main thread can breathe in between: raster's `runToEnd`
// and whatever drives its mask operations drives these, too.

/** Yields after each row of pixels, or as often as the mask operations do. */
export type Steps<Result> = Generator<void, Result, void>;
