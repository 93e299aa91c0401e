// Moving and scaling references.
import { describe, expect, test } from "vitest";
import { createDocument, type DocumentTree } from "../document";
import type { Rect } from "../raster";
import { placeReference } from "./placeReference";
import { UPRIGHT_VIEW } from "./testEditor";
import type { ToolEvent } from "./tool";

const rect = (left: number, top: number, width: number, height: number): Rect => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});

function withReferences(...places: readonly Rect[]): DocumentTree {
	const document = createDocument("d", { image: "i", name: "n", width: 400, height: 300 });
	const references = places.map((at, i) => ({
		id: `r${i}`,
		image: "i",
		name: "",
		place: at,
		opacity: 1,
		isVisible: i !== 2,
	}));
	return { ...document, references };
}

function drag(document: DocumentTree, from: readonly [number, number], to: readonly [number, number]) {
	const nothing = { selectedObjects: [], imageSize: () => undefined };
	const context = { document, settings: {}, zoom: 1, view: UPRIGHT_VIEW, ...nothing };
	const at = ([x, y]: readonly [number, number]) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	const modifiers = { shift: false, alt: false, mod: false };
	const events: readonly ToolEvent[] = [
		{ type: "down", samples: at(from), modifiers, isSecondary: false },
		{ type: "move", samples: at(to), modifiers },
		{ type: "up", samples: at(to), modifiers },
	];
	let state = placeReference.initialState;
	return events.flatMap((event) => {
		const step = placeReference.step(state, event, context);
		state = step.state;
		return step.commands ?? [];
	});
}

const placed = (reference: string, at: Rect) => [{ type: "reference.set", reference, changes: { place: at } }];

describe("placing references", () => {
	const one = withReferences(rect(500, 0, 100, 50));

	test("dragging inside moves a reference, also onto the picture", () => {
		expect(drag(one, [550, 25], [150, 75])).toEqual(placed("r0", rect(100, 50, 100, 50)));
	});

	test("dragging a corner scales it, keeping the opposite corner and the aspect ratio", () => {
		expect(drag(one, [600, 50], [700, 60])).toEqual(placed("r0", rect(500, 0, 200, 100)));
		expect(drag(one, [500, 0], [550, 25])).toEqual(placed("r0", rect(550, 25, 50, 25)));
		const [least] = drag(one, [600, 50], [100, -900]);
		expect(least).toMatchObject({ changes: { place: { left: 500, top: 0 } } });
	});

	test("the topmost visible reference is dragged; outside all of them, none", () => {
		const three = withReferences(rect(0, 0, 100, 100), rect(0, 0, 100, 100), rect(0, 0, 100, 100));
		expect(drag(three, [50, 50], [60, 50])).toEqual(placed("r1", rect(10, 0, 100, 100)));
		expect(drag(three, [250, 250], [260, 250])).toEqual([]);
	});

	test("a press without a drag makes no history entry", () => {
		expect(drag(one, [550, 25], [550, 25])).toEqual([]);
	});
});
