// The reference page of the benches: opens a picture and paints a mask with the editor's dabs, and does nothing else: no
// history, no saving, no exact samples. `?surface=konva` (default) or `?surface=plain` selects how tiles are drawn.
import {
	type Brush,
	beginStroke,
	type Coverage,
	combineTiles,
	emptyCoverage,
	extendStroke,
	type Stroke,
	type StrokeStep,
	type Tile,
	type Tiles,
} from "../../../editor/raster";
import { konvaSurface, plainSurface, type View } from "./surfaces";
import { MaskCanvases, pictureTiles } from "./tiles";

const BRUSH: Brush = { size: 100, hardness: 0.9, opacity: 1 };

const container = document.getElementById("view") as HTMLDivElement;
const { clientWidth: width, clientHeight: height } = container;
const isPlain = new URLSearchParams(location.search).get("surface") === "plain";
const surface = (isPlain ? plainSurface : konvaSurface)(container, width, height);

let mask: Coverage = emptyCoverage({ width: 0, height: 0 });
let view: View = { scale: 1, left: 0, top: 0 };
let canvases = new MaskCanvases();
let stroke: Stroke | null = null;
let samples: { readonly x: number; readonly y: number; readonly pressure: number }[] = [];

async function open(file: Blob): Promise<void> {
	const bitmap = await createImageBitmap(file);
	mask = emptyCoverage(bitmap);
	canvases = new MaskCanvases();
	for (const tile of pictureTiles(bitmap)) surface.addPictureTile(tile);
	fit();
	Object.assign(window, { isOpen: true });
}

function setView(next: View): void {
	view = next;
	surface.setView(view);
	surface.drawPicture();
	surface.drawMask();
}

function fit(): void {
	const scale = Math.min(width / mask.width, height / mask.height);
	setView({ scale, left: (width - mask.width * scale) / 2, top: (height - mask.height * scale) / 2 });
}

const showActualSize = (): void =>
	setView({ scale: 1, left: Math.round((width - mask.width) / 2), top: Math.round((height - mask.height) / 2) });

function colour(tiles: Tiles): void {
	for (const [key, tile] of Object.entries(tiles)) {
		const added = canvases.colour(mask, Number(key), tile);
		if (added) surface.addMaskTile(added);
	}
}

function setMask(tiles: Readonly<Record<number, Tile>>): void {
	mask = { ...mask, tiles };
	colour(tiles);
	surface.drawMask();
}

/** Shows what a step has changed, over the mask as it was before the stroke. */
function show(step: StrokeStep): Tiles {
	stroke = step.stroke;
	const tiles = combineTiles(mask, "union", step.stroke.tiles, step.changed);
	colour(tiles);
	surface.drawMask();
	return tiles;
}

// The view fills the window.
const toPicture = ({ clientX, clientY }: PointerEvent) => ({
	x: (clientX - view.left) / view.scale,
	y: (clientY - view.top) / view.scale,
	pressure: 0.5,
});

function drawFrame(): void {
	const collected = samples;
	samples = [];
	if (stroke !== null && collected.length > 0) show(extendStroke(stroke, collected));
}

container.addEventListener("pointerdown", (event) => {
	container.setPointerCapture(event.pointerId);
	show(extendStroke(beginStroke(mask, BRUSH), [toPicture(event)]));
});
container.addEventListener("pointermove", (event) => {
	if (stroke === null) return;
	if (samples.length === 0) requestAnimationFrame(drawFrame);
	for (const coalesced of event.getCoalescedEvents()) samples.push(toPicture(coalesced));
});
container.addEventListener("pointerup", () => {
	if (stroke === null) return;
	drawFrame();
	mask = { ...mask, tiles: { ...mask.tiles, ...combineTiles(mask, "union", stroke.tiles) } };
	stroke = null;
});
document.querySelector("input")?.addEventListener("change", ({ currentTarget }) => {
	const [file] = (currentTarget as HTMLInputElement).files ?? [];
	if (file) void open(file);
});

const limit = { open, fit, showActualSize, setMask, size: () => mask };
Object.assign(window, { limit });
