// The nodes of placed objects on the objects layer: one custom shape each, which React mounts (ObjectShapes.tsx). Before a
// draw, sync() writes the objects' places into their nodes, by which the hit graph finds them; a shape draws the visible part
// of its picture in every pane.
import type Konva from "konva/lib/Core";
import {
	isAnnotation,
	isPickable,
	isPlacedPicture,
	type PlacedObject,
	type ReferenceLayer,
	recrop,
	rectCentre,
} from "../../document";
import { rectOf, type Size, sizeOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { drawPanes } from "../panes";
import { drawAnnotationOn, drawPressedLine, isOpenInside, pressMargin } from "../shapes/annotationShapes";
import { DisplayBitmaps } from "../shapes/displayBitmaps";
import { drawPlacedPicture } from "../shapes/placedPictures";
import type { Surface } from "../surface";
import { viewTransform } from "../viewTransform";

/** The opacity of the part that a crop hides, while it is changed. */
const FAINT = 0.3;

export class ObjectNodes {
	readonly #shapes = new Map<string, Konva.Shape>();
	/** The layers from which the nodes' attributes were written. */
	readonly #written = new Map<string, PlacedObject>();
	readonly #bitmaps: DisplayBitmaps;
	#camera: Konva.Group | null = null;

	constructor(
		readonly session: EditorSession,
		/** Device pixels per CSS pixel. */
		readonly ratio: number,
		/** Called when a node was mounted, and when its picture can be drawn better than before. */
		readonly redraw: () => void,
	) {
		this.#bitmaps = new DisplayBitmaps(session.pictures, redraw);
	}

	attachCamera(group: Konva.Group | null): void {
		this.#camera = group;
	}

	/** Registers the mounted shape of an object; null removes it. */
	attach(id: string, shape: Konva.Shape | null): void {
		this.#written.delete(id);
		if (shape === null) {
			this.#shapes.delete(id);
			this.#bitmaps.delete(id);
			return;
		}
		this.#shapes.set(id, shape);
		this.redraw();
	}

	/** The object that a shape of the hit graph stands for. */
	objectOf(shape: Konva.Node): string | null {
		for (const [id, candidate] of this.#shapes) if (candidate === shape) return id;
		return null;
	}

	/** Writes the objects' places into their nodes. In picture pixels; their group has the camera. */
	sync(): void {
		const { camera, viewState, tools } = this.session;
		this.#camera?.setAttrs({ ...viewTransform(camera), visible: !viewState.maskOnly });
		const objects = new Map(tools.objects.all.map((object) => [object.id, object]));
		for (const [id, shape] of this.#shapes) {
			const layer = objects.get(id);
			// React unmounts the node of a removed object after this frame.
			if (layer === undefined) shape.visible(false);
			else if (this.#written.get(id) !== layer) {
				this.#written.set(id, layer);
				write(shape, layer);
			}
		}
	}

	/** The scene function of an object's shape. */
	draw(id: string, context: CanvasRenderingContext2D): void {
		const layer = this.#written.get(id);
		if (layer === undefined || isAnnotation(layer)) return;
		const picture = this.session.pictures.sizeOf(layer.image);
		if (picture === undefined) return;
		const isCropped = this.session.viewState.croppedObject === id;
		drawPanes(this.session, this.ratio, context, (surface) => {
			if (isCropped) this.#drawFaintWhole(surface, layer, picture);
			// A part of the picture is drawn among the results; its node is only pressed.
			if (layer.isPart !== true) drawPlacedPicture(surface, layer, picture, this.#bitmaps);
		});
	}

	/** The annotations with the one that a gesture draws, from bottom to top. A text that is edited is shown by its field. */
	drawAnnotations(context: CanvasRenderingContext2D): void {
		const edited = this.session.viewState.editedText?.id;
		const shown = this.session.tools.objects.annotations.filter(
			({ id, isVisible, kind }) => isVisible && (id !== edited || kind === "callout"),
		);
		if (shown.length === 0) return;
		drawPanes(this.session, this.ratio, context, (surface) => {
			for (const annotation of shown) drawAnnotationOn(surface, annotation);
		});
	}

	/** The area in which an object is pressed: of a selected one its whole box. */
	drawHit(id: string, context: Konva.Context, shape: Konva.Shape): void {
		const object = this.#written.get(id);
		if (object === undefined) return;
		const { zoom } = this.session.camera;
		if (isOpenInside(object) && !this.session.viewState.selectedObjects.includes(id)) {
			drawPressedLine(context._context, object, { zoom, colour: shape.colorKey });
			return;
		}
		const margin = pressMargin(object, zoom);
		context.beginPath();
		context.rect(-margin, -margin, shape.width() + 2 * margin, shape.height() + 2 * margin);
		context.fillShape(shape);
	}

	/** While an object is cropped, the rest of its picture is shown too. */
	#drawFaintWhole(surface: Surface, layer: ReferenceLayer, picture: Size): void {
		const { place } = recrop(layer, picture, rectOf(picture));
		const { crop: _, ...uncropped } = layer;
		surface.context.save();
		surface.context.globalAlpha *= FAINT;
		drawPlacedPicture(surface, { ...uncropped, place }, picture, this.#bitmaps);
		surface.context.restore();
	}

	dispose(): void {
		this.#bitmaps.dispose();
	}
}

function write(shape: Konva.Shape, layer: PlacedObject): void {
	const { place, angle = 0, isVisible } = layer;
	// An annotation applies its opacity itself, as in a worker.
	const opacity = isPlacedPicture(layer) ? layer.opacity : 1;
	const { width, height } = sizeOf(place);
	shape.setAttrs({
		...rectCentre(place),
		width,
		height,
		offsetX: width / 2,
		offsetY: height / 2,
		rotation: angle,
		opacity,
		visible: isVisible,
		listening: isPickable(layer),
	});
}
