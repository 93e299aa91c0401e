import { expect, test } from "vitest";
import { inputSizes } from "./plannedInputs";
import type { RequestImage } from "./references/requestImages";

const image = (id: string, isTarget = false): RequestImage => ({
	...{ key: id, image: `sha-${id}`, name: id, isTarget, id },
	location: "canvas",
});
const size = (width: number) => ({ width, height: 1000 });
const planned = { size: "1024x1024", target: size(1024), addedImages: 0, drawn: [] };
const sizes = new Map([["sha-a", size(300)]]);

test("an edit sends the planned picture, the references that are not drawn into it, and the drawing", () => {
	const images = [image("doc", true), image("a"), image("b")];
	expect(inputSizes(images, sizes, planned)).toEqual([size(1024), size(300), { width: 1024, height: 1024 }]);
	expect(inputSizes(images, sizes, { ...planned, drawn: ["b"], addedImages: 1 })).toEqual([
		size(1024),
		size(300),
		size(1024),
	]);
	expect(inputSizes([image("a")], sizes, undefined)).toEqual([size(300)]);
});
