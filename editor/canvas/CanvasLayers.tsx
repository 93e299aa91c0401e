// The canvases, one above the other. Made once for a screen's pixel ratio; what is in them is drawn by the painter, each at
// most once a frame and only when something in it changed.
import { useLayoutEffect, useRef } from "react";
import type { Size } from "../raster/index";
import type { EditorSession } from "../session/editorSession";
import type { RedrawScope } from "../state/editorContext";
import { LAYERS, type LayerName, Painter } from "./painter";

/** Fractions of a device pixel are cut off, and what is divided and multiplied again may come out just below. */
const NO_LESS = 0.01;

const REDRAWN: Readonly<Record<RedrawScope, readonly LayerName[]>> = {
	camera: LAYERS,
	masks: ["masks"],
	pictures: ["picture", "results"],
	cursor: ["overlay"],
};

interface LayersProps {
	readonly session: EditorSession;
	readonly size: Size;
	/** Device pixels a CSS pixel. Another one needs other canvases. */
	readonly ratio: number;
}

export function CanvasLayers({ session, size: { width, height }, ratio }: LayersProps) {
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

	return <div ref={container} className="hfis-stack" />;
}

class Stack {
	readonly #contexts: ReadonlyMap<LayerName, CanvasRenderingContext2D>;
	readonly #dirty = new Set<LayerName>();
	#isAwaited = false;
	#isGone = false;

	constructor(
		container: HTMLElement,
		readonly painter: Painter,
		readonly ratio: number,
	) {
		this.#contexts = new Map(LAYERS.map((name) => [name, contextIn(container)]));
	}

	/** At once: a canvas of another size is empty. */
	resize(width: number, height: number): void {
		for (const { canvas } of this.#contexts.values()) {
			canvas.width = Math.floor(width * this.ratio + NO_LESS);
			canvas.height = Math.floor(height * this.ratio + NO_LESS);
			canvas.style.width = `${width}px`;
			canvas.style.height = `${height}px`;
		}
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
		for (const { canvas } of this.#contexts.values()) {
			canvas.remove();
			// Safari keeps the memory of a canvas that is still as large.
			canvas.width = canvas.height = 0;
		}
	}

	#await(): void {
		if (this.#isAwaited) return;
		this.#isAwaited = true;
		requestAnimationFrame(() => {
			this.#isAwaited = false;
			this.#draw();
		});
	}

	#draw(): void {
		if (this.#isGone) return;
		const names = [...this.#dirty];
		this.#dirty.clear();
		for (const name of names) {
			const context = this.#contexts.get(name);
			if (context === undefined) continue;
			context.clearRect(0, 0, context.canvas.width, context.canvas.height);
			// Not complete: the next frame goes on.
			if (!this.painter.draw(name, context, this.ratio)) this.#dirty.add(name);
		}
		if (this.#dirty.size > 0) this.#await();
	}
}

function contextIn(container: HTMLElement): CanvasRenderingContext2D {
	const canvas = document.createElement("canvas");
	const context = canvas.getContext("2d");
	if (context === null) throw new Error("This web view has no canvas to draw on.");
	container.append(canvas);
	return context;
}
