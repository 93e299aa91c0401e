import { expect, test } from "vitest";
import type { SavedDocument } from "../../editor";
import { layeredContent } from "./layeredContent";
import { colouredMask } from "./write/layerPixels";

const png = (text: string) => new Blob([text]);
const [imported, edited, flattened, file] = [png("imported"), png("edited"), png("flattened"), png("reference")];
const names = {
	imported: "Imported",
	edited: "Edited",
	adjusted: "Adjusted",
	annotation: String,
	mask: (number: number) => `Mask ${number}`,
};
const place = { left: 10, top: 20, right: 30, bottom: 60 };
const mask = { id: "m", name: "", colour: "#ff8000", visible: true, tiles: [{ x: 0, y: 0, coverage: 255 }] };
const base = { id: "d", name: "a.png", width: 300, height: 200, base: "sha", results: [] };
const documentWith = (more: Partial<SavedDocument>) => ({ masks: [], ...base, ...more }) as SavedDocument;
const content = (document: SavedDocument) =>
	layeredContent({ document, imported, edited, flattened, references: new Map([["photo", file]]), names });

test("an edited picture keeps the imported one below it; references and masks follow in their order", () => {
	const { layers, flattened: whole } = content(
		documentWith({
			accepted: [{ id: "r", image: "answer", visible: true }],
			imported: { left: -5, top: 8, right: 295, bottom: 208 },
			references: [
				{ id: "a", image: "photo", name: "Tree", place, opacity: 0.4, isVisible: false, angle: 30 },
				{ id: "b", image: "missing", name: "Lost", place, opacity: 1, isVisible: true },
			],
			masks: [mask, { ...mask, name: "Sky", visible: false }, { ...mask, tiles: [] }, { ...mask, of: "r" }],
		}),
	);
	expect(whole).toBe(flattened);
	expect(layers).toMatchObject([
		{ kind: "picture", name: "Imported", file: imported, left: -5, top: 8 },
		{ kind: "picture", name: "Edited", file: edited, left: 0, top: 0 },
		{ kind: "placed", name: "Tree", file, place, opacity: 0.4, isVisible: false, angle: 30 },
		{ kind: "mask", name: "Mask 1", isVisible: true },
		{ kind: "mask", name: "Sky", isVisible: false },
	]);
});

test("an unedited or a turned picture is one layer", () => {
	expect(content(documentWith({})).layers).toHaveLength(1);
	const accepted = [{ id: "r", image: "answer", visible: true }];
	const turned = documentWith({ accepted, orientation: { turns: 1, isMirrored: false } as never });
	expect(content(turned).layers).toMatchObject([{ name: "Edited" }]);
});

test("a mask becomes its colour, as opaque as its coverage, cut at the edge of the picture", () => {
	const coverage = Uint8Array.from({ length: 65_536 }, (_, i) => i % 256);
	const tiles = [{ x: 1, y: 0, coverage }];
	const { data, width } = colouredMask({ colour: "#ff8000", tiles }, { width: 300, height: 200 });
	const pixel = (x: number, y: number) => [...data.slice((y * width + x) * 4, (y * width + x) * 4 + 4)];
	expect(pixel(0, 0)).toEqual([0, 0, 0, 0]);
	expect(pixel(256 + 7, 199)).toEqual([255, 128, 0, 7]);
	expect(pixel(299, 3)).toEqual([255, 128, 0, 43]);
});
