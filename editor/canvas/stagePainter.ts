// Draws the stage's layers: each at most once a frame, in the scheduler's draw phase, and only after something in it has
// changed. Konva's own batchDraw would draw one frame later. Before a draw the nodes of objects and handles are written; the
// hit graph is drawn only when a tool asks what lies under the pointer.
import type Konva from "konva/lib/Core";
import { visibleParts } from "../document";
import { encloseRects, intersectRects, isEmptyRect, tileRect } from "../raster";
import type { EditorSession } from "../session/editorSession";
import { isUnturned } from "../state/camera";
import type { HitTarget, ViewPoint } from "../tools";
import { HandleNodes } from "./nodes/handleNodes";
import { ObjectNodes } from "./nodes/objectNodes";
import { drawPanes, ScratchCanvas } from "./panes";
import { sheetsAround } from "./shapes/tileSheets";
import { createLayers, type DrawnLayerName, LAYER_NAMES, LAYERS_IN_SCOPE, type LayerName } from "./stageLayers";
import { toDevice, visiblePart } from "./surface";

/** Pixels of the hit graph per CSS pixel: reading a large hit canvas back is slow in some browsers. */
const HIT_RATIO = 0.5;

type TiledLayerName = (typeof TILED_LAYERS)[number];
const TILED_LAYERS = ["masks", "paint"] as const;

export class StagePainter {
	readonly objects: ObjectNodes;
	readonly handles: HandleNodes;
	readonly #layers;
	readonly #nodes = new Map<LayerName, Konva.Layer>();
	readonly #dirty = new Set<LayerName>();
	/** The layers whose hit graph is out of date. */
	readonly #dirtyHits = new Set<LayerName>();
	/** Tiles that the gesture under way has changed since the last draw. */
	readonly #damage = { masks: new Set<number>(), paint: new Set<number>() };
	readonly #scratch = new ScratchCanvas();
	#isDrawing = false;
	readonly #unsubscribe: () => void;

	constructor(
		readonly session: EditorSession,
		/** Device pixels per CSS pixel. */
		readonly ratio: number,
	) {
		this.objects = new ObjectNodes(session, ratio, () => this.redraw(["objects"]));
		this.handles = new HandleNodes(session);
		this.#layers = createLayers(session, ratio, (name) => this.redraw([name]));
		this.#unsubscribe = session.onRedraw((scope) => {
			if (scope === "preview") this.#redrawPreview("masks", session.tools.gesture.preview);
			else if (scope === "paintPreview") this.#redrawPreview("paint", session.tools.gesture.paint);
			else this.redraw(LAYERS_IN_SCOPE[scope]);
			// Placed pictures that are part of the picture are drawn among the results.
			if (scope === "objects" && visibleParts(session.tools.objects).length > 0) this.redraw(["results"]);
		});
		session.tools.hitTest = this.#hitTest;
	}

	/** Registers a mounted layer node; null removes it. */
	attach(name: LayerName, node: Konva.Layer | null): void {
		if (node === null) {
			this.#nodes.delete(name);
			return;
		}
		this.#nodes.set(name, node);
		this.#dirtyHits.add(name);
		node.getCanvas().setPixelRatio(this.ratio);
		node.getHitCanvas().setPixelRatio(HIT_RATIO);
		// A Transformer asks for draws itself.
		node.batchDraw = () => {
			if (!this.#isDrawing) this.redraw([name]);
			return node;
		};
	}

	/** Draws every layer at once, because resizing a canvas clears it. */
	drawAll(): void {
		for (const name of LAYER_NAMES) this.#dirty.add(name);
		this.#drawDirty();
	}

	redraw(names: readonly LayerName[]): void {
		for (const name of names) this.#dirty.add(name);
		this.session.frames.schedule("draw", this.#drawDirty);
	}

	/** Draws a layer's content in device pixels: the scene function of the layer's one shape. */
	drawContent(name: DrawnLayerName, context: CanvasRenderingContext2D): void {
		const isComplete = drawPanes(
			this.session,
			this.ratio,
			context,
			(surface, pane) => this.#layers[name].draw(surface, pane),
			// Lines and text have no seams.
			name === "overlay" ? null : this.#scratch,
		);
		// Tiles beyond the frame's budget are drawn in the next frame.
		if (!isComplete) this.redraw([name]);
	}

	dispose(): void {
		this.#unsubscribe();
		this.session.frames.cancel("draw", this.#drawDirty);
		if (this.session.tools.hitTest === this.#hitTest) this.session.tools.hitTest = null;
		for (const layer of Object.values(this.#layers)) layer.dispose();
		this.#scratch.dispose();
		this.objects.dispose();
		this.handles.dispose();
	}

	/** Marks the tiles of a step of the gesture: the rest of the layer stays as it is drawn. */
	#redrawPreview(name: TiledLayerName, preview: { readonly changed: ReadonlySet<number> } | null): void {
		const { panes, camera } = this.session;
		if (preview === null || panes.length > 1 || !isUnturned(camera) || this.#isHidden(name)) {
			this.redraw([name]);
			return;
		}
		for (const key of preview.changed) this.#damage[name].add(key);
		this.session.frames.schedule("draw", this.#drawDirty);
	}

	#drawDirty = (): void => {
		const names = [...this.#dirty];
		this.#dirty.clear();
		for (const name of TILED_LAYERS) {
			if (!names.includes(name)) this.#drawDamage(name);
			this.#damage[name].clear();
		}
		this.#syncNodes(names);
		for (const name of names) {
			const node = this.#nodes.get(name);
			if (node === undefined) continue;
			const isEmpty = this.#isEmpty(name);
			const { style } = node.getNativeCanvasElement();
			const wasHidden = style.display === "none";
			if (isEmpty && wasHidden) continue;
			if (isEmpty !== wasHidden) style.display = isEmpty ? "none" : "block";
			node.drawScene();
		}
	};

	/** True if the canvas of the layer was empty when it was drawn last. */
	#isHidden(name: TiledLayerName): boolean {
		return this.#nodes.get(name)?.getNativeCanvasElement().style.display === "none";
	}

	/** Draws a layer again where tiles have changed, on what is drawn elsewhere. */
	#drawDamage(name: TiledLayerName): void {
		const { document } = this.session;
		const context = this.#nodes.get(name)?.getContext()._context;
		if (context === undefined || document === null || this.#damage[name].size === 0) return;
		const rects = [...this.#damage[name]].map((key) => tileRect(document.picture, key));
		const damaged = rects.reduce(encloseRects);
		const isComplete = drawPanes(this.session, this.ratio, context, (surface, pane) => {
			// Whole sheets: browsers round samples differently where a part of a scaled picture is drawn.
			const sheets = sheetsAround(surface, document.picture, damaged);
			const visible = intersectRects(toDevice(surface, sheets), visiblePart(surface));
			if (isEmptyRect(visible)) return;
			const { left, top, right, bottom } = visible;
			context.beginPath();
			context.rect(left, top, right - left, bottom - top);
			context.clip();
			context.clearRect(left, top, right - left, bottom - top);
			this.#layers[name].draw({ ...surface, visible }, pane);
		});
		if (!isComplete) this.redraw([name]);
	}

	#isEmpty(name: LayerName): boolean {
		if (name === "objects") return this.session.tools.objects.all.length === 0;
		return this.#layers[name].isEmpty() && !(name === "overlay" && this.handles.isShown);
	}

	/** Writes the nodes of layers that have changed. */
	#syncNodes(names: readonly LayerName[]): void {
		this.#isDrawing = true;
		const { hits } = this.session.tools.pointerTool;
		this.#setListening("objects", hits?.includes("object") === true);
		this.#setListening("overlay", hits !== undefined);
		if (names.includes("objects")) {
			this.objects.sync();
			this.#dirtyHits.add("objects");
		}
		if (names.includes("overlay") && this.handles.sync()) this.#dirtyHits.add("overlay");
		this.#isDrawing = false;
	}

	/** Without a tool that asks for it, a layer has no hit graph. */
	#setListening(name: "objects" | "overlay", isListening: boolean): void {
		const layer = this.#nodes.get(name);
		if (layer === undefined || layer.listening() === isListening) return;
		layer.listening(isListening);
		this.#dirtyHits.add(name);
		// Releases the hit canvas.
		if (!isListening) layer.drawHit();
	}

	#hitTest = (at: ViewPoint, pointer: string): HitTarget | null => {
		this.#syncNodes([...this.#dirty]);
		if (this.handles.setPointer(pointer)) this.#dirtyHits.add("overlay");
		const handle = this.#shapeAt("overlay", at);
		const pressed = handle && this.handles.handleOf(handle);
		if (pressed) return { kind: "handle", handle: pressed };
		if (!this.#nodes.get("objects")?.listening()) return null;
		const shape = this.#shapeAt("objects", at);
		const id = shape && this.objects.objectOf(shape);
		return id === null ? null : { kind: "object", id };
	};

	#shapeAt(name: LayerName, at: ViewPoint): Konva.Node | null {
		const layer = this.#nodes.get(name);
		if (layer === undefined) return null;
		if (this.#dirtyHits.delete(name)) layer.drawHit();
		return layer.getIntersection(at);
	}
}
