// The Konva stage: four layers of one shape each, nothing listening. React mounts them once; what is in them is drawn by
// the painter, each layer at most once a frame and only when something in it changed.
import type Konva from "konva";
import { memo, useEffect, useRef, useState } from "react";
import { Layer, Shape, Stage } from "react-konva/es/ReactKonvaCore.js";
import type { Size } from "../raster";
import { LAYERS, type LayerName, Painter } from "./painter";
import type { Redraw, Session } from "./session";

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

/** Not rendered again for whatever else changes: that would draw every layer again. */
export const Layers = memo(function Layers({ session, size, ratio }: LayersProps) {
	const [painter] = useState(() => new Painter(session));
	const layers = useRef(new Map<LayerName, Konva.Layer>());

	useEffect(() => {
		const redraw = (what: Redraw) => {
			for (const name of REDRAWN[what]) layers.current.get(name)?.batchDraw();
		};
		return session.onRedraw(redraw);
	}, [session]);

	return (
		<Stage width={size.width + NO_LESS / ratio} height={size.height + NO_LESS / ratio} listening={false} key={ratio}>
			{LAYERS.map((name) => (
				<Layer
					key={name}
					listening={false}
					ref={(layer: Konva.Layer | null) => {
						// Konva would take the ratio that there was when it was loaded.
						layer?.getCanvas().setPixelRatio(ratio);
						if (layer !== null) layers.current.set(name, layer);
						else layers.current.delete(name);
					}}
				>
					<Shape
						listening={false}
						perfectDrawEnabled={false}
						sceneFunc={(context, shape) => {
							const layer = shape.getLayer();
							const isComplete = painter.draw(name, context._context, layer?.getCanvas().getPixelRatio() ?? ratio);
							// Not yet: a layer that is being drawn takes no order to be drawn again.
							if (!isComplete) queueMicrotask(() => layer?.batchDraw());
						}}
					/>
				</Layer>
			))}
		</Stage>
	);
});
