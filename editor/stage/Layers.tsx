// The Konva stage: four layers of one shape each, nothing listening. Made once for a screen's pixel ratio; what is in them
// is drawn by the painter, each layer at most once a frame and only when something in it changed.
import { Layer } from "konva/lib/Layer.js";
import { Shape } from "konva/lib/Shape.js";
import { Stage } from "konva/lib/Stage.js";
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
	/** Device pixels a CSS pixel. Another one needs other layers. */
	readonly ratio: number;
}

export function Layers({ session, size: { width, height }, ratio }: LayersProps) {
	const container = useRef<HTMLDivElement>(null);
	const stage = useRef<Stage | null>(null);

	useLayoutEffect(() => {
		if (container.current === null) return;
		const made = new Stage({ container: container.current, listening: false });
		const painter = new Painter(session);
		const layers = new Map(LAYERS.map((name) => [name, addLayer(made, painter, name, ratio)]));
		stage.current = made;
		const stop = session.onRedraw((what) => {
			for (const name of REDRAWN[what]) layers.get(name)?.batchDraw();
		});
		return () => {
			stop();
			stage.current = null;
			made.destroy();
		};
	}, [session, ratio]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: another ratio has made another stage.
	useLayoutEffect(() => {
		stage.current?.size({ width: width + NO_LESS / ratio, height: height + NO_LESS / ratio });
	}, [session, ratio, width, height]);

	return <div ref={container} />;
}

function addLayer(stage: Stage, painter: Painter, name: LayerName, ratio: number): Layer {
	const layer = new Layer({ listening: false });
	// Konva would take the ratio that there was when it was loaded.
	layer.getCanvas().setPixelRatio(ratio);
	const sceneFunc: NonNullable<ConstructorParameters<typeof Shape>[0]>["sceneFunc"] = (context) => {
		const isComplete = painter.draw(name, context._context, ratio);
		// Not yet: a layer that is being drawn takes no order to be drawn again.
		if (!isComplete) queueMicrotask(() => layer.batchDraw());
	};
	layer.add(new Shape({ listening: false, perfectDrawEnabled: false, sceneFunc }));
	stage.add(layer);
	return layer;
}
