// Quick select: the job of one stroke. It returns what the stroke adds to the mask or takes away from it.
import type { Tiles } from "../coverage";
import { type PictureSamples, remembered } from "../select";
import type { Steps } from "../steps";
import type { LabPlane } from "./labPlane";
import { type RoughStroke, strokePixels } from "./roughStroke";
import { exactTiles, roughTiles } from "./selectionTiles";
import { prepareQuickSelect, type QuickSelectPicture, solveStroke } from "./solveStroke";

export interface QuickSelectInput {
	/** Null: only prepares the picture for the strokes to come. */
	readonly stroke: RoughStroke | null;
	/** The mask before the stroke: `planeSelection` of it. */
	readonly selected: Uint8Array<ArrayBuffer>;
	/** Earlier strokes. They count where the mask still agrees with them. */
	readonly earlier: readonly RoughStroke[];
	/** False: a preview in blocks. */
	readonly isExact: boolean;
}

export function* quickSelect(samples: PictureSamples, input: QuickSelectInput): Steps<Tiles> {
	const { stroke, selected, earlier, isExact } = input;
	const picture = yield* preparedPicture(samples);
	if (stroke === null) return {};
	const { plane } = picture;
	const { strokeMark, inside, outside, against } = marksOf(plane, stroke, earlier, selected);
	const after = solveStroke(picture, { mode: stroke.mode, selected, stroke: strokeMark, inside, outside, isExact });
	yield;
	const change = {
		before: selected,
		after,
		stroke,
		strokeMark,
		against,
		againstMark: stroke.mode === "add" ? outside : inside,
	};
	return yield* isExact ? exactTiles(samples, plane, change) : roughTiles(plane, change);
}

interface Preparation {
	readonly steps: Steps<QuickSelectPicture>;
	picture: QuickSelectPicture | null;
}

/** Jobs that meet while the picture is prepared go on with the same steps in turn. */
function* preparedPicture(samples: PictureSamples): Steps<QuickSelectPicture> {
	const begin = (): Preparation => ({ steps: prepareQuickSelect(samples), picture: null });
	const preparation = remembered(samples, "quickSelect", "", begin);
	while (preparation.picture === null) {
		const step = preparation.steps.next();
		if (step.done) preparation.picture = step.value;
		else yield;
	}
	return preparation.picture;
}

interface StrokeMarks {
	/** 1 on the plane where the stroke may be. */
	readonly strokeMark: Uint8Array;
	/** The same for the earlier strokes of both sides that are still in force. */
	readonly inside: Uint8Array;
	readonly outside: Uint8Array;
	/** Those of the other side. */
	readonly against: readonly RoughStroke[];
}

/**
 * A later stroke of the other side that touches an earlier one makes it void: it was a mistake. Of the others those pixels
 * count with which the mask still agrees, because undo and other tools may have changed it.
 */
function marksOf(
	plane: LabPlane,
	stroke: RoughStroke,
	earlier: readonly RoughStroke[],
	selected: Uint8Array,
): StrokeMarks {
	const touched = { add: new Uint8Array(selected.length), subtract: new Uint8Array(selected.length) };
	const agreed = { add: new Uint8Array(selected.length), subtract: new Uint8Array(selected.length) };
	const against: RoughStroke[] = [];
	const strokeMark = new Uint8Array(selected.length);
	for (const p of strokePixels(plane, stroke)) strokeMark[p] = 1;
	touched[stroke.mode].set(strokeMark);
	for (const one of [...earlier].reverse()) {
		const pixels = strokePixels(plane, one);
		const [own, other] = one.mode === "add" ? [touched.add, touched.subtract] : [touched.subtract, touched.add];
		const isVoid = pixels.some((p) => other[p] === 1);
		const side = one.mode === "add" ? 1 : 0;
		for (const p of pixels) {
			own[p] = 1;
			if (!isVoid && selected[p] === side) agreed[one.mode][p] = 1;
		}
		if (!isVoid && one.mode !== stroke.mode) against.push(one);
	}
	return { strokeMark, inside: agreed.add, outside: agreed.subtract, against };
}
