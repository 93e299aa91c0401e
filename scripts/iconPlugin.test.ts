// An icon in the bundle is drawn as lucide draws it: but for edges where two strokes cross.
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { pathsOf } from "./iconPlugin";

type Shape = [tag: string, attributes: Record<string, string>];

async function drawn(shapes: Shape[]): Promise<Uint8ClampedArray> {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes.map(tagOf).join("")}</svg>`;
	const context = createCanvas(48, 48).getContext("2d");
	context.drawImage(await loadImage(Buffer.from(svg)), 0, 0);
	return context.getImageData(0, 0, 48, 48).data;
}

const black = (value: string | undefined) => (value === "currentColor" ? "#000" : (value ?? "none"));
const tagOf = ([tag, { key: _, fill, ...attributes }]: Shape): string =>
	`<${tag} ${Object.entries({ ...attributes, fill: black(fill) })
		.map(([name, value]) => `${name}="${value}"`)
		.join(" ")}/>`;

describe("icons as paths", () => {
	it.each([
		"brush",
		"circle-exclamation-point",
		"columns-2",
		"ellipsis",
		"images",
		"layout-grid",
		"lock",
		"palette",
		"settings",
		"star",
	])("%s", async (name) => {
		const { __iconData } = await import(`lucide-react/dist/esm/icons/${name}.mjs`);
		const node = __iconData.node as Shape[];
		const [lines = "", filled] = pathsOf(node) ?? [];
		const dots: Shape[] = filled ? [["path", { d: filled, fill: "currentColor" }]] : [];
		const ours = await drawn([["path", { d: lines }], ...dots]);
		const theirs = await drawn(node);
		expect(theirs.some((value) => value > 0)).toBe(true);
		expect(Math.max(...ours.map((value, at) => Math.abs(value - (theirs[at] ?? 0))))).toBeLessThan(96);
	});

	it("leaves alone what it has no path for", () => {
		expect(pathsOf([["polygon", { points: "1 1 2 2 3 1" }]])).toBeNull();
		expect(pathsOf([["path", { d: "M1 1", opacity: "0.5" }]])).toBeNull();
	});
});
