// Random sequences of commands keep the invariants; undo, redo and saving restore the document exactly.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rectCoverage } from "../raster";
import {
	amend,
	commit,
	createDocument,
	createHistory,
	type DocumentCommand,
	type DocumentTree,
	type History,
	MASK_PATTERNS,
	nextMask,
	redo,
	restoreHistory,
	serializeDocument,
	undo,
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
		isVisible: fc.boolean(),
	},
	{ requiredKeys: [] },
);

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.tuple(rect, fc.integer({ min: 0, max: 255 }), fc.nat(3)).map(([[left, top, width, height], value, pick]) => {
		const { tiles } = rectCoverage(SIZE, { left, top, right: left + width, bottom: top + height }, value);
		return (history: History) =>
			commit(history, [{ type: "mask.setTiles", mask: idOf(history.document.masks, pick), tiles }]);
	}),
	commanding((document) => ({ type: "mask.add", mask: nextMask(document) })),
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
	commanding((_, pick) => ({
		type: "frame.set",
		frame: pick === 0 ? null : { left: -pick, top: 0, right: 99 + pick, bottom: 99 },
	})),
	commanding(({ picture }, pick) => ({
		type: "canvas.grow",
		canvas: { left: -pick * 9, top: pick - 3, right: picture.width, bottom: picture.height + (pick % 3) },
	})),
	commanding((_, pick) => ({ type: "result.add", result: { id: `result-${pick % 2}`, image: "x", isVisible: true } })),
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
const content = ({ activeMask: _, ...rest }: DocumentTree) => JSON.stringify(rest, plain);

function plain(_key: string, value: unknown): unknown {
	if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function unwind(history: History, back: Step): { steps: number; history: History } {
	let steps = 0;
	for (let now = history; ; steps++) {
		const next = back(now);
		if (next === now) return { steps, history: now };
		expect(findInvariantViolations(next)).toEqual([]);
		now = next;
	}
}

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
			{ numRuns: 400 },
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
