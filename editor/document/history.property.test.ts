// Random sequences of commands keep the invariants; undo, redo and saving restore the document exactly.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	ADJUSTMENTS,
	FLIP_HORIZONTALLY,
	FLIP_VERTICALLY,
	ORIENTATIONS,
	type Orientation,
	rectCoverage,
	rectOf,
	TURN_LEFT,
	TURN_RIGHT,
} from "../raster";
import {
	amend,
	commit,
	createAcceptedPartMask,
	createDocument,
	createHistory,
	type DocumentCommand,
	type DocumentTree,
	type EditRecord,
	type History,
	MASK_PATTERNS,
	nextAdjustment,
	nextGuideId,
	nextMask,
	redo,
	restoreHistory,
	sentAdjustments,
	serializeDocument,
	undo,
	visibleParts,
} from ".";
import { findInvariantViolations } from "./invariantsForTests";

const SIZE = { width: 700, height: 300 };

type Step = (history: History) => History;

const commanding = (make: (document: DocumentTree, pick: number) => DocumentCommand): fc.Arbitrary<Step> =>
	fc.nat(7).map((pick) => (history) => commit(history, [make(history.document, pick)]));

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const idOf = (layers: readonly { readonly id: string }[], pick: number) =>
	layers.length === 0 ? "gone" : at(layers, pick).id;

const rect = fc.tuple(fc.nat(650), fc.nat(250), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 200 }));

const crop = rect.map(([left, top, width, height]) => ({ left, top, right: left + width, bottom: top + height }));

const referenceChanges = fc.record(
	{
		place: crop,
		crop: fc.option(crop),
		angle: fc.double({ min: -800, max: 800 }),
		opacity: fc.double({ min: -0.2, max: 1.2 }),
		isFlippedX: fc.boolean(),
		isFlippedY: fc.boolean(),
		isLocked: fc.boolean(),
		isPart: fc.boolean(),
		isVisible: fc.boolean(),
	},
	{ requiredKeys: [] },
);

/** The whole picture was sent, with the placed pictures that are part of it. */
function editWithParts(document: DocumentTree): EditRecord {
	const size = { width: document.picture.width, height: document.picture.height };
	const whole = rectOf(size);
	return {
		plan: {
			...{ picture: size, canvas: whole, frame: whole, source: whole, content: size, sent: size, size: "auto" },
			...{ extent: "whole", edges: { sendGrow: 0, overlap: 0, pasteErode: 0, pasteFeather: 0 } },
		},
		coverage: null,
		parts: visibleParts(document),
		adjusted: sentAdjustments(document),
	};
}

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.tuple(rect, fc.integer({ min: 0, max: 255 }), fc.nat(3)).map(([[left, top, width, height], value, pick]) => {
		return (history: History) => {
			const { width: across, height: down } = history.document.picture;
			const painted = { left, top, right: left + width, bottom: top + height };
			const { tiles } = rectCoverage({ width: across, height: down }, painted, value);
			return commit(history, [{ type: "mask.setTiles", mask: idOf(history.document.masks, pick), tiles }]);
		};
	}),
	commanding((document) => ({ type: "mask.add", mask: nextMask(document) })),
	commanding(({ guides }, pick) => ({
		type: "guide.add",
		guide: { id: nextGuideId(guides), axis: pick % 2 === 0 ? "x" : "y", at: 37.4 * pick - 90 },
	})),
	commanding(({ guides }, pick) => ({ type: "guide.move", guide: idOf(guides, pick), at: 100 / pick })),
	commanding(({ guides }, pick) => ({ type: "guide.remove", guide: idOf(guides, pick) })),
	commanding(({ masks }, pick) => ({ type: "mask.remove", mask: idOf(masks, pick) })),
	commanding(({ masks }, pick) => ({ type: "mask.move", mask: idOf(masks, pick), to: pick - 2 })),
	commanding(({ masks }, pick) => ({
		type: "mask.set",
		mask: idOf(masks, pick),
		changes: { isVisible: pick % 2 === 0, pattern: at(MASK_PATTERNS, pick), opacity: pick / 10 },
	})),
	commanding(({ masks }, pick) => ({
		type: "mask.set",
		mask: idOf(masks, pick),
		changes: { isLocked: pick % 2 === 0 },
	})),
	commanding(({ references }) => ({
		type: "reference.add",
		reference: {
			id: `reference-${references.length}-${references.map(({ id }) => id)}`,
			image: "r",
			name: "",
			place: { left: 0, top: 0, right: 9, bottom: 9 },
			opacity: 1,
			isVisible: true,
		},
	})),
	fc.tuple(referenceChanges, fc.nat(3)).map(([changes, pick]) => (history: History) => {
		return commit(history, [{ type: "reference.set", reference: idOf(history.document.references, pick), changes }]);
	}),
	commanding(({ references }, pick) => ({ type: "reference.move", reference: idOf(references, pick), to: pick })),
	commanding(({ references }, pick) => ({ type: "reference.remove", reference: idOf(references, pick) })),
	commanding((document, pick) => ({
		type: "adjustment.add",
		adjustment: {
			...nextAdjustment(document, at(ADJUSTMENTS, pick).kind),
			...(pick % 2 === 0 ? {} : { coverage: document.masks[0]?.coverage ?? rectCoverage(SIZE, rectOf(SIZE)) }),
		},
	})),
	commanding(({ adjustments = [], masks }, pick) => ({
		type: "adjustment.set",
		adjustment: idOf(adjustments, pick),
		changes: at(
			[
				{ values: { amount: pick } },
				{ isVisible: pick % 2 === 0 },
				{ coverage: undefined },
				{ coverage: masks[0]?.coverage },
			],
			pick,
		),
	})),
	commanding(({ adjustments = [] }, pick) => ({
		type: "adjustment.move",
		adjustment: idOf(adjustments, pick),
		to: pick - 2,
	})),
	commanding(({ adjustments = [] }, pick) => ({ type: "adjustment.remove", adjustment: idOf(adjustments, pick) })),
	commanding((_, pick) => ({
		type: "frame.set",
		frame: pick === 0 ? null : { left: -pick, top: 0, right: 99 + pick, bottom: 99 },
	})),
	commanding(({ picture }, pick) => ({
		type: "canvas.grow",
		canvas: { left: -pick * 9, top: pick - 3, right: picture.width, bottom: picture.height + (pick % 3) },
	})),
	commanding(({ picture }, pick) => ({
		type: "canvas.crop",
		canvas: { left: pick * 3 - 6, top: pick - 2, right: picture.width - pick * 2, bottom: picture.height + 2 - pick },
	})),
	commanding((_, pick) => ({ type: "canvas.orient", orientation: at(ORIENTATIONS, pick) })),
	fc.tuple(rect, fc.nat(3)).map(([[left, top, width, height], pick]) => (history: History) => {
		const { picture } = history.document;
		const coverage = rectCoverage(
			{ width: picture.width, height: picture.height },
			{ left, top, right: left + width, bottom: top + height },
		);
		const id = `result-${pick % 2}`;
		if (history.document.masks.some(({ of }) => of === id)) return history;
		return commit(history, [{ type: "mask.add", mask: createAcceptedPartMask(id, coverage) }]);
	}),
	commanding((_, pick) => ({ type: "result.add", result: { id: `result-${pick % 2}`, image: "x", isVisible: true } })),
	commanding((document, pick) => ({
		type: "result.add",
		result: { id: `with-parts-${pick % 2}`, image: "x", isVisible: true, edit: editWithParts(document) },
	})),
	commanding(({ results }, pick) => ({ type: "result.accept", result: idOf(results, pick) })),
	commanding(({ results }, pick) => ({ type: "result.show", result: idOf(results, pick) })),
	commanding(({ results }, pick) => ({ type: "result.remove", result: idOf(results, pick) })),
	fc.nat(3).map((pick) => (history: History) => {
		return amend(history, [{ type: "mask.select", mask: idOf(history.document.masks, pick) }]);
	}),
	fc.constant<Step>(undo),
	fc.constant<Step>(undo),
	fc.constant<Step>(redo),
	fc.constant<Step>((history) => restoreHistory(structuredClone(serializeDocument(history)), history.budget)),
);

/** Omits the active mask, which undo does not restore. Converts bytes to text, because comparing arrays is slow. */
const content = ({
	activeMask: _,
	...rest
}: Partial<Omit<DocumentTree, "masks">> & { readonly masks: readonly unknown[] }) => JSON.stringify(rest, plain);

function plain(_key: string, value: unknown): unknown {
	if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Turning computes fractions of pixels and degrees, which are rounded in their last digits. */
const rounded = (document: DocumentTree) => {
	const six = (value: number) => Number(value.toFixed(6)) + 0;
	const references = document.references.map(({ angle = 0, place, ...rest }) => ({
		...rest,
		// Degrees that differ by a whole turn are the same.
		angle: six((angle + 360 + 1e-9) % 360),
		place: Object.values(place).map(six),
	}));
	return content({ ...document, references: [] }) + JSON.stringify(references);
};

function unwind(history: History, back: Step): { steps: number; history: History } {
	let steps = 0;
	for (let now = history; ; steps++) {
		const next = back(now);
		if (next === now) return { steps, history: now };
		expect(findInvariantViolations(next)).toEqual([]);
		now = next;
	}
}

describe("the canvas", () => {
	const walked = (steps: readonly Step[]) =>
		steps.reduce(
			(history, next) => next(history),
			createHistory(createDocument("d", { image: "i", name: "n", ...SIZE })),
		);
	const orient = (...names: readonly Orientation[]): DocumentCommand[] =>
		names.map((orientation) => ({ type: "canvas.orient", orientation }));

	test("four quarter turns, two mirror images and a turn back restore the document", async () => {
		await fc.assert(
			fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
				const history = walked(steps);
				const before = rounded(history.document);
				for (const commands of [
					orient(TURN_RIGHT, TURN_RIGHT, TURN_RIGHT, TURN_RIGHT),
					orient(FLIP_HORIZONTALLY, FLIP_HORIZONTALLY),
					orient(FLIP_VERTICALLY, FLIP_VERTICALLY),
					orient(TURN_LEFT, TURN_RIGHT),
					orient(FLIP_HORIZONTALLY, TURN_RIGHT, FLIP_HORIZONTALLY, TURN_RIGHT),
				]) {
					const after = commit(history, commands);
					expect(findInvariantViolations(after)).toEqual([]);
					expect(rounded(after.document) === before).toBe(true);
				}
			}),
			{ numRuns: 30 },
		);
	});

	test("cropping and enlarging again restores everything but what edit masks had outside", async () => {
		await fc.assert(
			fc.property(fc.array(step, { maxLength: 8 }), rect, (steps, [left, top, width, height]) => {
				const { document } = walked(steps);
				const canvas = { left, top, right: left + width, bottom: top + height };
				const whole = { ...rectOf(document.picture) };
				const back = { left: -left, top: -top, right: whole.right - left, bottom: whole.bottom - top };
				const after = commit(createHistory(document), [
					{ type: "canvas.crop", canvas },
					{ type: "canvas.crop", canvas: back },
				]).document;
				const edited = new Set(document.masks.filter(({ of }) => of === undefined).map(({ id }) => id));
				const kept = ({ masks, frame: _, ...rest }: DocumentTree) => ({
					...rest,
					masks: masks.map((mask) => (edited.has(mask.id) ? mask.id : mask)),
				});
				expect(content(kept(after)) === content(kept(document))).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});

	test("an accepted part beyond a cropped canvas is stored alike, whatever the canvas was in between", () => {
		const whole = { left: 0, top: 0, right: SIZE.width, bottom: SIZE.height };
		const part = createAcceptedPartMask("result-1", rectCoverage(SIZE, { left: 20, top: 30, right: 90, bottom: 120 }));
		const start = commit(createHistory(createDocument("d", { image: "i", name: "n", ...SIZE })), [
			{ type: "mask.add", mask: part },
			{ type: "canvas.crop", canvas: { ...whole, bottom: 60 } },
		]);
		const after = commit(start, [
			{ type: "canvas.crop", canvas: { left: -5, top: 40, right: 50, bottom: 260 } },
			{ type: "canvas.crop", canvas: { left: 5, top: -40, right: SIZE.width + 5, bottom: 20 } },
		]);
		expect(content(after.document)).toBe(content(start.document));
		const [mask] = after.document.masks.filter(({ of }) => of !== undefined);
		expect(mask?.beyond?.place).toEqual({ left: 20, top: 60, right: 90, bottom: 120 });
	});

	test("references keep their look when the picture is turned and mirrored", () => {
		const reference = {
			...{ id: "r", image: "i", name: "", opacity: 1, isVisible: true, angle: 30 },
			place: { left: 10, top: 20, right: 30, bottom: 60 },
		};
		const start = commit(createHistory(createDocument("d", { image: "i", name: "n", ...SIZE })), [
			{ type: "reference.add", reference },
		]);
		const after = (orientation: Orientation) => commit(start, orient(orientation)).document.references[0];
		// The centre (20, 40) of a picture of 700 × 300 moves; the box keeps its size.
		expect(after(TURN_RIGHT)).toEqual({
			...reference,
			angle: 120,
			place: { left: 250, top: 0, right: 270, bottom: 40 },
		});
		expect(after(FLIP_HORIZONTALLY)).toEqual({
			...{ ...reference, angle: -30, isFlippedX: true },
			place: { left: 670, top: 20, right: 690, bottom: 60 },
		});
		expect(after(FLIP_VERTICALLY)).toEqual({
			...{ ...reference, angle: -30, isFlippedY: true },
			place: { left: 10, top: 240, right: 30, bottom: 280 },
		});
	});

	test("a mask that an earlier command of the same step has cleared stays clear", () => {
		const { tiles } = rectCoverage(SIZE, { left: 0, top: 0, right: 256, bottom: 256 });
		let history = createHistory(createDocument("d", { image: "i", name: "n", ...SIZE }));
		history = commit(history, [{ type: "mask.setTiles", mask: "mask-1", tiles }]);
		const grown = { left: 0, top: 0, right: SIZE.width + 10, bottom: SIZE.height };
		history = commit(history, [
			{ type: "mask.setTiles", mask: "mask-1", tiles: { 0: 0 } },
			{ type: "canvas.grow", canvas: grown },
		]);
		expect(history.document.masks[0]?.coverage.tiles).toEqual({});
	});
});

describe("history", () => {
	test("undo to the beginning and redo to the end restore each state", async () => {
		const walk = fc.array(step, { maxLength: 30 });
		await fc.assert(
			fc.property(walk, (steps) => {
				const start = createHistory(createDocument("d", { image: "i", name: "n", ...SIZE }));
				let history = start;
				for (const next of steps) {
					history = next(history);
					expect(findInvariantViolations(history)).toEqual([]);
				}
				const begun = unwind(history, undo);
				expect(content(begun.history.document) === content(start.document)).toBe(true);
				let again = begun.history;
				for (let i = 0; i < begun.steps; i++) again = redo(again);
				expect(content(again.document) === content(history.document)).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});

	test("each drag of a slider makes one entry", () => {
		const opacity = (value: number): DocumentCommand[] => [
			{ type: "mask.set", mask: "mask-1", changes: { opacity: value } },
		];
		let history = createHistory(createDocument("d", { image: "i", name: "n", ...SIZE }));
		for (const value of [0.5, 0.4, 0.3]) history = commit(history, opacity(value), "drag 1");
		for (const value of [0.2, 0.1]) history = commit(history, opacity(value), "drag 2");
		expect(history.past).toHaveLength(2);
		expect(undo(history).document.masks[0]?.opacity).toBe(0.3);
		expect(undo(undo(history)).document.masks[0]?.opacity).toBe(0.55);
		expect(redo(redo(undo(undo(history)))).document.masks[0]?.opacity).toBe(0.1);
	});

	test("reordering layers does not count tiles that the document keeps alive", () => {
		const tiles = rectCoverage(SIZE, { left: 3, top: 3, right: 690, bottom: 290 }).tiles;
		let history = createHistory(createDocument("d", { image: "i", name: "n", ...SIZE }), 200_000);
		history = commit(history, [{ type: "mask.setTiles", mask: "mask-1", tiles }]);
		history = commit(history, [{ type: "mask.add", mask: nextMask(history.document) }]);
		for (let i = 0; i < 20; i++) history = commit(history, [{ type: "mask.move", mask: "mask-1", to: (i + 1) % 2 }]);
		expect(history.past).toHaveLength(22);
	});
});
