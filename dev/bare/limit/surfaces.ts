// The two ways to show the tiles: Konva images in two layers, or two plain canvases. Both draw the tiles in view.
import Konva from "konva/lib/Core";
import { Image as KonvaImage } from "konva/lib/shapes/Image";
import type { PaintedTile } from "./tiles";

/** The opacity of the mask over the picture. */
const MASK_OPACITY = 0.55;

export interface View {
	readonly scale: number;
	readonly left: number;
	readonly top: number;
}

export interface ReferenceSurface {
	addPictureTile(tile: PaintedTile): void;
	addMaskTile(tile: PaintedTile): void;
	setView(view: View): void;
	drawPicture(): void;
	drawMask(): void;
}

const isInView = ({ rect }: PaintedTile, { scale, left, top }: View, width: number, height: number): boolean =>
	rect.right * scale + left > 0 &&
	rect.bottom * scale + top > 0 &&
	rect.left * scale + left < width &&
	rect.top * scale + top < height;

export function konvaSurface(container: HTMLDivElement, width: number, height: number): ReferenceSurface {
	Konva.autoDrawEnabled = false;
	Konva.pixelRatio = 1;
	const stage = new Konva.Stage({ container, width, height, listening: false });
	const layers = { picture: new Konva.Layer({ listening: false }), mask: new Konva.Layer({ listening: false }) };
	stage.add(layers.picture, layers.mask);
	const nodes: { readonly tile: PaintedTile; readonly node: KonvaImage }[] = [];
	const add = (layer: Konva.Layer, tile: PaintedTile, opacity: number): void => {
		const { left: x, top: y } = tile.rect;
		const node = new KonvaImage({ image: tile.canvas, x, y, opacity, listening: false, perfectDrawEnabled: false });
		layer.add(node);
		nodes.push({ tile, node });
		node.visible(isInView(tile, view, width, height));
	};
	let view: View = { scale: 1, left: 0, top: 0 };
	return {
		addPictureTile: (tile) => add(layers.picture, tile, 1),
		addMaskTile: (tile) => add(layers.mask, tile, MASK_OPACITY),
		setView(next) {
			view = next;
			for (const layer of Object.values(layers)) {
				layer.position({ x: view.left, y: view.top });
				layer.scale({ x: view.scale, y: view.scale });
			}
			for (const { tile, node } of nodes) node.visible(isInView(tile, view, width, height));
		},
		drawPicture: () => void layers.picture.draw(),
		drawMask: () => void layers.mask.draw(),
	};
}

export function plainSurface(container: HTMLDivElement, width: number, height: number): ReferenceSurface {
	const createCanvas = (): CanvasRenderingContext2D => {
		const canvas = Object.assign(document.createElement("canvas"), { width, height });
		container.append(canvas);
		const context = canvas.getContext("2d");
		if (context === null) throw new Error("no 2D context");
		return context;
	};
	const [picture, mask] = [createCanvas(), createCanvas()];
	const tiles = { picture: [] as PaintedTile[], mask: [] as PaintedTile[] };
	let view: View = { scale: 1, left: 0, top: 0 };
	const draw = (context: CanvasRenderingContext2D, all: readonly PaintedTile[], opacity: number): void => {
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.clearRect(0, 0, width, height);
		context.setTransform(view.scale, 0, 0, view.scale, view.left, view.top);
		context.globalAlpha = opacity;
		for (const tile of all) {
			if (isInView(tile, view, width, height)) context.drawImage(tile.canvas, tile.rect.left, tile.rect.top);
		}
	};
	return {
		addPictureTile: (tile) => void tiles.picture.push(tile),
		addMaskTile: (tile) => void tiles.mask.push(tile),
		setView(next) {
			view = next;
		},
		drawPicture: () => draw(picture, tiles.picture, 1),
		drawMask: () => draw(mask, tiles.mask, MASK_OPACITY),
	};
}
