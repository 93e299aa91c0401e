// Konva's scene canvases, one above the other. Made once for a screen's pixel ratio; what is in them is drawn by the painter,
// each at most once a frame and only when something in it changed.
import { SceneCanvas } from "konva/lib/Canvas.js";
import { Util } from "konva/lib/Util.js";
import { useLayoutEffect, useRef } from "react";
import type { Size } from "../raster";
import type { Redraw } from "./desk";
import { LAYERS, type LayerName, Painter } from "./painter";
import type { Session } from "./session";

/** Konva cuts fractions of a device pixel off, and what is divided and multiplied again may come out just below. */
const NO_LESS = 0.01;

const REDRAWN: Readonly<Record<Redraw, readonly LayerName[]>> = {
	camera: LAYERS,
	masks: ["masks"],
	pictures: ["picture", "results"],
	cursor: ["overlay"],
};

interface LayersProps {
	readonly session: Session;
	readonly size: Size;
	/** Device pixels a CSS pixel. Another one needs other canvases. */
	readonly ratio: number;
}

export function Layers({ session, size: { width, height }, ratio }: LayersProps) {
	const container = useRef<HTMLDivElement>(null);
	const stack = useRef<Stack | null>(null);

	useLayoutEffect(() => {
		if (container.current === null) return;
		const made = new Stack(container.current, new Painter(session), ratio);
		stack.current = made;
		const stop = session.onRedraw((what) => made.redraw(REDRAWN[what]));
		return () => {
			stop();
			stack.current = null;
			made.destroy();
		};
	}, [session, ratio]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: another ratio has made another stack.
	useLayoutEffect(() => stack.current?.resize(width, height), [session, ratio, width, height]);

	return <div ref={container} />;
}

class Stack {
	readonly #canvases: ReadonlyMap<LayerName, SceneCanvas>;
	readonly #dirty = new Set<LayerName>();
	#isAwaited = false;
	#isGone = false;

	constructor(
		container: HTMLElement,
		readonly painter: Painter,
		readonly ratio: number,
	) {
		this.#canvases = new Map(LAYERS.map((name) => [name, new SceneCanvas({ width: 0, height: 0, pixelRatio: ratio })]));
		for (const { _canvas } of this.#canvases.values()) container.append(_canvas);
	}

	/** At once: a canvas of another size is empty. */
	resize(width: number, height: number): void {
		const { ratio } = this;
		for (const canvas of this.#canvases.values()) canvas.setSize(width + NO_LESS / ratio, height + NO_LESS / ratio);
		for (const name of LAYERS) this.#dirty.add(name);
		this.#draw();
	}

	/** With the next frame. */
	redraw(names: readonly LayerName[]): void {
		for (const name of names) this.#dirty.add(name);
		this.#await();
	}

	destroy(): void {
		this.#isGone = true;
		for (const { _canvas } of this.#canvases.values()) {
			_canvas.remove();
			// Safari keeps the memory of a canvas that is still as large.
			Util.releaseCanvas(_canvas);
		}
	}

	#await(): void {
		if (this.#isAwaited) return;
		this.#isAwaited = true;
		Util.requestAnimFrame(() => {
			this.#isAwaited = false;
			this.#draw();
		});
	}

	#draw(): void {
		if (this.#isGone) return;
		const names = [...this.#dirty];
		this.#dirty.clear();
		for (const name of names) {
			const canvas = this.#canvases.get(name);
			if (canvas === undefined) continue;
			canvas.getContext().clear();
			// Not complete: the next frame goes on.
			if (!this.painter.draw(name, canvas.getContext()._context, this.ratio)) this.#dirty.add(name);
		}
		if (this.#dirty.size > 0) this.#await();
	}
}
