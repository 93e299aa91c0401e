// A stroke of the pen or the highlighter from the samples of a drag.
import { type Annotation, createAnnotation } from "../../document";
import { boundsOfPoints, padRect, sizeOf } from "../../raster";
import { foregroundOf } from "../colour/foreground";
import { type RangeOption, rangeValue } from "../option";
import { stabilise } from "../stabiliser";
import type { ToolContext, ToolSample } from "../tool";
import { opacityOption, widthOf } from "./options";

/** CSS pixels between two points that are kept. */
const LEAST_DISTANCE = 1.5;
/** The share of the breadth that remains at the lightest pressure. */
const LEAST_PRESSURE = 0.15;

export const SMOOTHING: RangeOption = {
	...{ kind: "range", id: "smoothing", min: 0, max: 1, step: 0.01, unit: "%", initial: 0.4, isAdvanced: true },
	label: { en: "Smoothing", zh: "平滑" },
};

/** Smooths the line as it is drawn, and leaves out points that lie close to the one before. */
export function keepSamples(
	before: readonly ToolSample[],
	added: readonly ToolSample[],
	strength: number,
): readonly ToolSample[] {
	const kept = [...before];
	for (const sample of added) {
		const last = kept.at(-1);
		const steadied = last === undefined ? sample : steady(last, sample, strength);
		const isFar =
			last === undefined || Math.hypot(steadied.view.x - last.view.x, steadied.view.y - last.view.y) >= LEAST_DISTANCE;
		if (isFar) kept.push(steadied);
	}
	return kept;
}

function steady(last: ToolSample, sample: ToolSample, strength: number): ToolSample {
	const at = (space: "image" | "view") =>
		stabilise({ ...last[space], pressure: last.pressure }, [{ ...sample[space], pressure: sample.pressure }], strength);
	const [image] = at("image");
	const [view] = at("view");
	if (image === undefined || view === undefined) return sample;
	return { image: { x: image.x, y: image.y }, view: { x: view.x, y: view.y }, pressure: image.pressure };
}

interface StrokeLook {
	readonly tool: "pen" | "highlighter";
	readonly width: RangeOption;
	readonly opacity: number;
	readonly hasPressure: boolean;
}

export function strokeAnnotation(
	samples: readonly ToolSample[],
	context: ToolContext,
	{ tool, width: option, opacity, hasPressure }: StrokeLook,
): Annotation | null {
	if (samples.length === 0) return null;
	const { document, settings } = context;
	const width = widthOf(context, tool, option);
	const place = padRect(boundsOfPoints(samples.map(({ image }) => image)), width / 2);
	const size = sizeOf(place);
	const points = samples.flatMap(({ image, pressure }) => [
		rounded((image.x - place.left) / size.width),
		rounded((image.y - place.top) / size.height),
		hasPressure ? rounded(LEAST_PRESSURE + (1 - LEAST_PRESSURE) * pressure) : 1,
	]);
	return createAnnotation(document.annotations, {
		kind: tool,
		place,
		points,
		width,
		colour: foregroundOf(settings),
		opacity: rangeValue(settings[tool], opacityOption(opacity)),
	});
}

/** Finer than a hundredth of a pixel on the largest picture. */
const rounded = (share: number) => Math.round(share * 1e6) / 1e6;
