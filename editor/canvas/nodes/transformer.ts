// Handles around a box: a Konva.Transformer around an invisible node, which stands for one object, several, or the edit
// frame. It lays the handles out, draws them and tells by the hit graph which of them lies under the pointer. A press on one
// goes to the tool with the handle's name; the arithmetic of the drag is the tool's. It knows no document.
import type Konva from "konva/lib/Core";
import { Rect } from "konva/lib/shapes/Rect";
import { Transformer } from "konva/lib/shapes/Transformer";
import type { Size } from "../../raster";
import { HANDLES, type Handle } from "../../tools";
import { ROTATE_DISTANCE } from "../shownHandles";
import { readThemeColour } from "../themeColour";

/** A box in CSS pixels from the upper left of the pane, rotated about its centre by degrees clockwise. */
export interface HandleBox {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly angle: number;
}

/** CSS pixels of a drawn handle. */
const SIZE = 10;
/** CSS pixels of the area in which a handle can be pressed. */
const HIT_SIZE = 24;
const TOUCH_HIT_SIZE = 44;
/** Places of that handle, in the order of preference: above, below, inside at the top. Outside of the view none is reached. */
const ROTATE_PLACES = [
	{ rotateAnchorAngle: 0, rotateAnchorOffset: ROTATE_DISTANCE },
	{ rotateAnchorAngle: 180, rotateAnchorOffset: ROTATE_DISTANCE },
	{ rotateAnchorAngle: 0, rotateAnchorOffset: -ROTATE_DISTANCE },
] as const;
/** Handles in the middle of a side appear from this length of the side on, in CSS pixels. */
const MIN_SIDE_LENGTH = 56;

const ANCHORS: Readonly<Record<Handle, string>> = {
	nw: "top-left",
	n: "top-center",
	ne: "top-right",
	e: "middle-right",
	se: "bottom-right",
	s: "bottom-center",
	sw: "bottom-left",
	w: "middle-left",
	rotate: "rotater",
};

export class TransformHandles {
	readonly #box = new Rect({ listening: false });
	readonly #transformer: Transformer;
	#isTouched = false;

	/** `theme`: an element whose style has the theme's colours. */
	constructor(
		parent: Konva.Container,
		readonly theme: Element,
	) {
		parent.add(this.#box);
		this.#transformer = new Transformer({
			visible: false,
			flipEnabled: true,
			ignoreStroke: true,
			anchorSize: SIZE,
			anchorCornerRadius: 2.5,
			anchorFill: "#fff",
			anchorStroke: "rgb(0 0 0 / 0.75)",
			anchorStrokeWidth: 1.25,
			borderStrokeWidth: 1.5,
			rotateAnchorOffset: ROTATE_DISTANCE,
			anchorStyleFunc: (anchor: Konva.Shape) => {
				if (anchor.hasName(ANCHORS.rotate)) anchor.setAttrs({ cornerRadius: SIZE / 2 });
			},
		});
		this.#transformer.nodes([this.#box]);
		for (const anchor of this.#anchors()) this.#styleHit(anchor);
		this.#styleBorder();
		parent.add(this.#transformer);
	}

	/** Shows these handles around a box; null: none. `view`: where the handle that rotates must be seen; null: it stays. */
	show(box: HandleBox | null, handles: readonly Handle[], view: Size | null): void {
		const transformer = this.#transformer;
		if (box === null) {
			transformer.visible(false);
			return;
		}
		const { x, y, width, height, angle } = box;
		if (!transformer.visible()) {
			transformer.setAttrs({ visible: true, borderStroke: readThemeColour(this.theme) });
		}
		this.#box.setAttrs({ x, y, width, height, offsetX: width / 2, offsetY: height / 2, rotation: angle });
		// The two ends of a line are shown however thin its box is.
		const isLine = handles.length === 2;
		const shown = handles.filter((handle) => isLine || hasRoom(handle, box)).map((handle) => ANCHORS[handle]);
		if (shown.join() !== transformer.enabledAnchors().join()) transformer.enabledAnchors(shown);
		const canRotate = handles.includes("rotate");
		if (canRotate !== transformer.rotateEnabled()) transformer.rotateEnabled(canRotate);
		if (canRotate && view !== null) transformer.setAttrs(rotatePlace(box, view));
	}

	/** Fits the areas in which handles can be pressed to PointerEvent.pointerType. Returns whether they have changed. */
	setPointer(pointer: string): boolean {
		const isTouched = pointer === "touch";
		const hasChanged = isTouched !== this.#isTouched;
		this.#isTouched = isTouched;
		return hasChanged;
	}

	/** The handle that a shape of the hit graph stands for. */
	handleOf(shape: Konva.Node): Handle | null {
		if (shape.getParent() !== this.#transformer) return null;
		return HANDLES.find((handle) => shape.hasName(ANCHORS[handle])) ?? null;
	}

	dispose(): void {
		this.#transformer.destroy();
		this.#box.destroy();
	}

	#anchors(): readonly Konva.Shape[] {
		return this.#transformer.find<Konva.Shape>("._anchor");
	}

	/** Inside a small box the areas are smaller and outside larger, so that the box itself can still be pressed. */
	#styleHit(anchor: Konva.Shape): void {
		const name = anchor.name();
		const side = (before: string, after: string) => (name.includes(before) ? -1 : name.includes(after) ? 1 : 0);
		const [column, row] = [side("left", "right"), side("top", "bottom")];
		anchor.hitFunc((context, shape) => {
			const size = this.#isTouched ? TOUCH_HIT_SIZE : HIT_SIZE;
			const start = (direction: number, length: number) => {
				const inward = Math.min(size / 2, length / 4);
				return SIZE / 2 - (direction === 0 ? size / 2 : direction < 0 ? size - inward : inward);
			};
			context.beginPath();
			context.rect(start(column, this.#box.width()), start(row, this.#box.height()), size, size);
			context.closePath();
			context.fillStrokeShape(shape);
		});
		anchor.hitStrokeWidth(0);
	}

	/** A dark line under the coloured one is visible over any picture. */
	#styleBorder(): void {
		this.#transformer.findOne<Konva.Shape>(".back")?.sceneFunc((context, shape) => {
			const [width, height] = [shape.width(), shape.height()];
			context.beginPath();
			context.rect(0, 0, width, height);
			if (this.#transformer.rotateEnabled()) {
				const isAbove = this.#transformer.rotateAnchorAngle() === 0;
				const offset = this.#transformer.rotateAnchorOffset();
				context.moveTo(width / 2, isAbove ? 0 : height);
				context.lineTo(width / 2, isAbove ? -offset : height + offset);
			}
			context.setAttr("lineWidth", 3.5);
			context.setAttr("strokeStyle", "rgb(0 0 0 / 0.35)");
			context.stroke();
			context.fillStrokeShape(shape);
		});
	}
}

function rotatePlace({ x, y, height, angle }: HandleBox, view: Size): (typeof ROTATE_PLACES)[number] {
	const radians = (angle * Math.PI) / 180;
	const isSeen = ({ rotateAnchorAngle, rotateAnchorOffset }: (typeof ROTATE_PLACES)[number]) => {
		const distance = (height / 2 + rotateAnchorOffset) * (rotateAnchorAngle === 0 ? 1 : -1);
		const at = { x: x + Math.sin(radians) * distance, y: y - Math.cos(radians) * distance };
		return at.x >= SIZE && at.y >= SIZE && at.x <= view.width - SIZE && at.y <= view.height - SIZE;
	};
	return ROTATE_PLACES.find(isSeen) ?? ROTATE_PLACES[0];
}

function hasRoom(handle: Handle, { width, height }: HandleBox): boolean {
	if (handle === "rotate") return false;
	if (handle === "n" || handle === "s") return width >= MIN_SIDE_LENGTH;
	if (handle === "e" || handle === "w") return height >= MIN_SIDE_LENGTH;
	return true;
}
