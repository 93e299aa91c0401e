// Steps that are stored were once made by immer: what it makes of them is what we have to make of them.
import * as fc from "fast-check";
import { applyPatches, enablePatches, produceWithPatches } from "immer";
import { expect, test } from "vitest";
import { type Change, changesBetween, withChanges } from "./changes";

enablePatches();

interface Layer {
	id: string;
	look: { name: string; note?: string };
	tiles: Record<number, number | Uint8Array>;
}

interface Tree {
	layers: Layer[];
	frame: { left: number; right: number } | null;
}

type Edit = (tree: Tree) => void;

const tile = fc.oneof(
	fc.integer({ min: 1, max: 3 }),
	fc.nat(3).map((value) => Uint8Array.of(value)),
);
const layer: fc.Arbitrary<Layer> = fc.record({
	id: fc.constantFrom("a", "b", "c"),
	look: fc.record({ name: fc.constantFrom("", "x"), note: fc.constantFrom("n", "m") }, { requiredKeys: ["name"] }),
	tiles: fc.dictionary(fc.constantFrom("0", "7", "12"), tile, { noNullPrototype: true }),
});
const tree: fc.Arbitrary<Tree> = fc.record({
	layers: fc.array(layer, { maxLength: 4 }),
	frame: fc.option(fc.record({ left: fc.nat(2), right: fc.nat(2) })),
});
const edit: fc.Arbitrary<Edit> = fc.oneof(
	layer.map(
		(added): Edit =>
			(now) =>
				void now.layers.push(structuredClone(added)),
	),
	fc.nat(3).map(
		(at): Edit =>
			(now) =>
				void now.layers.splice(at, 1),
	),
	fc.nat(3).map(
		(at): Edit =>
			(now) =>
				void now.layers.unshift(...now.layers.splice(at, 1)),
	),
	fc.tuple(fc.nat(3), fc.nat(20), tile).map(([at, key, value]): Edit => {
		return ({ layers }) => {
			const tiles = layers[at]?.tiles;
			if (tiles?.[key] === undefined) Object.assign(tiles ?? {}, { [key]: value });
			else delete tiles[key];
		};
	}),
	fc.nat(3).map(
		(at): Edit =>
			({ layers }) => {
				if (layers[at]?.look.note === undefined) Object.assign(layers[at]?.look ?? {}, { note: "new" });
				else delete layers[at]?.look.note;
			},
	),
	fc.nat(2).map(
		(left): Edit =>
			(now) => {
				now.frame = left === 0 ? null : { left, right: 2 };
			},
	),
);
const edited = fc.tuple(tree, fc.array(edit, { maxLength: 6 })).map(([before, edits]) => {
	const [after, patches, inverse] = produceWithPatches(before, (draft: Tree) => {
		for (const one of edits) one(draft);
	});
	return { before, after, patches: patches as readonly Change[], inverse: inverse as readonly Change[] };
});

test("what immer stored leads forth and back as immer leads", async () => {
	await fc.assert(
		fc.property(edited, ({ before, after, patches, inverse }) => {
			expect(withChanges(before, patches)).toEqual(after);
			expect(withChanges(after, inverse)).toEqual(before);
		}),
	);
});

test("ours lead from any state to any other, for immer as well, and touch neither", async () => {
	await fc.assert(
		fc.property(tree, tree, (before, after) => {
			const text = JSON.stringify([before, after]);
			const changes = changesBetween(before, after);
			expect(withChanges(before, changes)).toEqual(after);
			expect(applyPatches(before, changes as never)).toEqual(after);
			expect(JSON.stringify([before, after])).toBe(text);
		}),
	);
});

test("a state shares what is the same, and one painted tile is one change", () => {
	const still = { id: "a", look: { name: "" }, tiles: { 0: Uint8Array.of(1) } };
	const before: Tree = {
		layers: [still, { id: "b", look: { name: "" }, tiles: { 5: 1 } }],
		frame: { left: 0, right: 1 },
	};
	const after: Tree = structuredClone(before);
	after.layers[0] = still;
	Object.assign(after.layers[1]?.tiles ?? {}, { 7: 9 });
	const changes = changesBetween(before, after);
	expect(changes).toEqual([{ op: "add", path: ["layers", 1, "tiles", "7"], value: 9 }]);
	const made = withChanges(before, changes);
	expect(made.layers[0]).toBe(still);
	expect(made.frame).toBe(before.frame);
});

test("a change that fits nothing leaves all as it is", () => {
	const before = { layers: [], frame: null };
	expect(
		withChanges(before, [
			{ op: "replace", path: ["frame"], value: 1 },
			{ op: "add", path: ["gone", 0, "x"] },
		]),
	).toBe(before);
	expect(withChanges(before, [{ op: "add", path: ["frame", "left"], value: 1 }])).toBe(before);
});
