// Results that arrive between the steps of the user: undo and redo step over them, whatever the order.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLIP_HORIZONTALLY, rectCoverage, TURN_RIGHT } from "../raster";
import {
	addArrival,
	canUndo,
	commit,
	createDocument,
	createHistory,
	type DocumentCommand,
	type DocumentTree,
	type History,
	type ResultLayer,
	redo,
	restoreHistory,
	serializeDocument,
	undo,
} from ".";
import { findInvariantViolations } from "./invariantsForTests";

const SIZE = { width: 700, height: 300 };
const start = () => createHistory(createDocument("d", { image: "i", name: "n", ...SIZE }));
const result = (id: string): ResultLayer => ({ id, image: id, isVisible: true });
const ids = ({ document }: History) => document.results.map(({ id }) => id);
const paint = (left: number): DocumentCommand => ({
	type: "mask.setTiles",
	mask: "mask-1",
	tiles: rectCoverage(SIZE, { left, top: 10, right: left + 40, bottom: 50 }, 255).tiles,
});

/** A reload orders the properties differently. */
const content = ({ activeMask: _, ...rest }: DocumentTree) => JSON.stringify(rest, plain);

function plain(_key: string, value: unknown): unknown {
	if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

type Step =
	| { readonly do: "paint"; readonly left: number }
	| { readonly do: "accept" | "remove" | "show"; readonly pick: number }
	| { readonly do: "arrive" | "undo" | "redo" | "reload" | "turn"; readonly pick?: never };

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ do: fc.constant("paint" as const), left: fc.nat(600) }),
	fc.record({ do: fc.constantFrom("accept" as const, "remove" as const, "show" as const), pick: fc.nat(3) }),
	fc.record({ do: fc.constantFrom("arrive" as const, "undo" as const, "redo" as const) }),
	fc.record({ do: fc.constantFrom("arrive" as const, "undo" as const, "reload" as const, "turn" as const) }),
);

function take(history: History, step: Step, count: number): History {
	if (step.do === "arrive") return addArrival(history, result(`r${count}`));
	if (step.do === "undo") return undo(history);
	if (step.do === "redo") return redo(history);
	if (step.do === "reload") return restoreHistory(structuredClone(serializeDocument(history)), history.budget);
	if (step.do === "turn") {
		return commit(history, [{ type: "canvas.orient", orientation: count % 2 ? TURN_RIGHT : FLIP_HORIZONTALLY }]);
	}
	if (step.do === "paint") return commit(history, [paint(step.left)]);
	const candidates = history.document.results;
	const id = candidates[(step.pick ?? 0) % Math.max(1, candidates.length)]?.id ?? "none";
	return commit(history, [{ type: `result.${step.do}`, result: id }]);
}

describe("a result that arrives", () => {
	test("stays when the gesture before it is undone, and the gesture can be redone beneath it", () => {
		const painted = commit(start(), [paint(10)]);
		const arrived = addArrival(painted, result("a"));
		const undone = undo(arrived);
		expect(ids(undone)).toEqual(["a"]);
		expect(undone.document.masks[0]?.coverage.tiles).toEqual({});
		expect(canUndo(undone), "the result is no step").toBe(false);
		expect(undo(undone)).toBe(undone);
		const redone = redo(undone);
		expect(content(redone.document)).toBe(content(arrived.document));
	});

	test("after an undo leaves what was undone for redo", () => {
		const undone = undo(commit(start(), [paint(10)]));
		const redone = redo(addArrival(undone, result("a")));
		expect(Object.keys(redone.document.masks[0]?.coverage.tiles ?? {})).not.toHaveLength(0);
		expect(ids(redone)).toEqual(["a"]);
	});

	test("is a candidate again when keeping or discarding it is undone", () => {
		const arrived = addArrival(commit(start(), [paint(10)]), result("a"));
		for (const type of ["result.accept", "result.remove"] as const) {
			const gone = commit(arrived, [{ type, result: "a" }]);
			expect(ids(gone)).toEqual([]);
			expect(ids(undo(gone))).toEqual(["a"]);
			expect(ids(undo(undo(gone)))).toEqual(["a"]);
			expect(ids(redo(redo(undo(undo(gone)))))).toEqual([]);
		}
	});

	test("in any sequence of steps is lost by none but the step that discards or keeps it; undo and redo restore every state", async () => {
		await fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				let history = start();
				const arrived = new Set<string>();
				for (const [count, one] of steps.entries()) {
					if (one.do === "arrive") arrived.add(`r${count}`);
					history = take(history, one, count);
					expect(findInvariantViolations(history)).toEqual([]);
				}
				const end = content(history.document);
				let back = 0;
				for (; canUndo(history); back++) history = undo(history);
				expect(new Set(ids(history)), "nothing is discarded or kept any more").toEqual(arrived);
				for (; back > 0; back--) {
					history = redo(history);
					expect(findInvariantViolations(history)).toEqual([]);
				}
				expect(content(history.document) === end).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});
});
