// The types of picture adjustments. An adjustment is computed on straight RGBA8 samples in the coding of sRGB, channel by
// channel unless its file says otherwise, rounded to the nearest value after each adjustment (halves upwards). Pure.
import type { RgbaImage } from "../mip";

/** The kind of an adjustment. */
export type AdjustmentKind =
	| "brightness"
	| "contrast"
	| "saturation"
	| "temperature"
	| "curves"
	| "levels"
	| "blur"
	| "sharpen";

/** A point of a tone curve: the sample `x` becomes `y`, both 0 to 255. */
export interface CurvePoint {
	readonly x: number;
	readonly y: number;
}

/** The samples that a curve changes. */
export type CurveChannel = "all" | "red" | "green" | "blue";

export const CURVE_CHANNELS: readonly CurveChannel[] = ["all", "red", "green", "blue"];

/** An adjustment as plain data. Absent values are the parameters' initial ones, with which no byte changes. */
export interface Adjustment {
	readonly kind: AdjustmentKind;
	/** By the id of a parameter. */
	readonly values: Readonly<Record<string, number>>;
	/** Of "curves": absent channels are straight lines. */
	readonly curves?: Readonly<Partial<Record<CurveChannel, readonly CurvePoint[]>>>;
}

export interface AdjustmentParameter {
	readonly id: string;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	readonly initial: number;
	/** A distance in picture pixels, which a smaller copy of the picture needs smaller. */
	readonly isDistance?: true;
	/** Small values get more of the slider's length. */
	readonly hasSquareRootScale?: true;
}

/** The samples that each sample becomes, by channel. */
export interface Tables {
	readonly red: Uint8Array;
	readonly green: Uint8Array;
	readonly blue: Uint8Array;
}

/** An adjustment that changes each pixel by itself. Alpha stays as it is. */
export interface PointOperation {
	readonly reach: 0;
	/** Each channel by a table … */
	readonly tables?: Tables;
	/** … or the whole pixel: writes red, green and blue of the pixel at `at`. */
	readonly mapPixel?: (rgba: Uint8Array, at: number) => void;
}

/** An adjustment that reads the pixels around each pixel. */
export interface AreaOperation {
	/** Pixels by which it reads beyond a pixel. */
	readonly reach: number;
	/**
	 * Rows `from` to `to` of the adjusted picture. Beyond the edges of the image its border pixels are repeated. `isSideways`:
	 * columns are processed before rows, so that a turned picture gets the same samples.
	 */
	readonly rows: (image: RgbaImage, from: number, to: number, isSideways: boolean) => Uint8Array<ArrayBuffer>;
}

export type Operation = PointOperation | AreaOperation;

export interface AdjustmentDefinition {
	readonly kind: AdjustmentKind;
	readonly parameters: readonly AdjustmentParameter[];
	/** null: these values change nothing. */
	compile(adjustment: Adjustment): Operation | null;
}

/** A percentage from -100 to 100 that is 0 at first. */
export const percentage = (id: string): AdjustmentParameter => ({ id, min: -100, max: 100, step: 1, initial: 0 });

/** The value of a parameter, inside its range. */
export function parameterValue(
	{ values }: Pick<Adjustment, "values">,
	{ id, min, max, initial }: AdjustmentParameter,
): number {
	const value = values[id];
	return value === undefined || !Number.isFinite(value) ? initial : Math.min(max, Math.max(min, value));
}

export function clampSample(value: number): number {
	return Math.min(255, Math.max(0, Math.round(value)));
}

/** The table of a function of samples from 0 to 255. */
export function tableOf(map: (sample: number) => number): Uint8Array {
	return Uint8Array.from({ length: 256 }, (_, sample) => clampSample(map(sample)));
}

/** One table for all channels. */
export function sameTables(table: Uint8Array): Tables {
	return { red: table, green: table, blue: table };
}
