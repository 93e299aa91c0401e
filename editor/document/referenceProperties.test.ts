// Properties of reference layers: commands, defaults, and what a store returns.
import { expect, test } from "vitest";
import {
	branchDocument,
	commit,
	createDocument,
	createHistory,
	type History,
	type ReferenceLayer,
	type ReferenceProperties,
	restoreDocument,
	serializeDocument,
	undo,
} from ".";

const place = { left: 10.5, top: 20, right: 110.5, bottom: 70 };
const plain: ReferenceLayer = { id: "r", image: "i", name: "cat.png", place, opacity: 1, isVisible: true };
const crop = { left: 1, top: 2, right: 3.5, bottom: 4 };
const changed = { angle: 30, isFlippedX: true, isFlippedY: true, crop, isLocked: true };

function begin(reference = plain): History {
	const history = createHistory(createDocument("d", { image: "p", name: "n", width: 300, height: 200 }));
	return commit(history, [{ type: "reference.add", reference }]);
}

const set = (history: History, changes: Partial<ReferenceProperties>) =>
	commit(history, [{ type: "reference.set", reference: "r", changes }]);

test("a changed layer is saved and read again, and a document without the new fields stays readable", () => {
	const history = set(begin(), changed);
	expect(history.document.references).toEqual([{ ...plain, ...changed }]);
	const saved = structuredClone(serializeDocument(history));
	expect(restoreDocument(saved).references).toEqual(history.document.references);
	expect(restoreDocument(structuredClone(serializeDocument(begin()))).references).toEqual([plain]);
});

test("back at the defaults, the layer is as it was", () => {
	const history = set(set(begin(), changed), {
		angle: -360,
		isFlippedX: false,
		isFlippedY: false,
		crop: null,
		isLocked: false,
	});
	expect(history.document.references).toEqual([plain]);
	expect(undo(undo(history)).document.references).toEqual([plain]);
});

test("a change to the same values makes no history entry", () => {
	const history = set(begin(), changed);
	expect(set(history, { angle: 390, crop: { ...crop }, isLocked: true, place: { ...place } })).toBe(history);
});

test("values that make no sense are ignored", () => {
	const history = set(begin(), changed);
	const nothing = { left: 5, top: 5, right: 5, bottom: 9 };
	for (const changes of [
		{ angle: Number.NaN },
		{ place: nothing },
		{ place: { ...place, left: Number.NEGATIVE_INFINITY } },
		{ crop: nothing },
		{ opacity: 2 },
	]) {
		expect(set(history, changes)).toBe(history);
	}
});

test("damaged stored values do not reach the document", () => {
	const saved = serializeDocument(begin());
	const broken = { ...plain, angle: "a" as unknown as number, opacity: 7, crop: { ...crop, right: 0 } };
	const lost = { ...plain, id: "lost", place: { ...place, right: Number.NaN } };
	expect(restoreDocument({ ...saved, references: [broken, lost] }).references).toEqual([plain]);
});

test("references keep their rotation, crop and lock on a canvas that grows and in a branched document", () => {
	const history = commit(set(begin(), changed), [
		{ type: "canvas.grow", canvas: { left: -40, top: -8, right: 300, bottom: 200 } },
	]);
	const moved = { left: 50.5, top: 28, right: 150.5, bottom: 78 };
	expect(history.document.references).toEqual([{ ...plain, ...changed, place: moved }]);
	const [branched] = branchDocument(history.document, 0, "b").references;
	expect(branched).toEqual({ ...plain, ...changed, place });
});
