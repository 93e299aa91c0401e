// The Konva stage: six layers. One custom shape draws what is visible of a layer; objects and handles are nodes. It is loaded
// when a picture is opened (useCanvasStage.ts). No action, transition or Suspense may be used inside the Stage: react-konva 19.2 under React
// 19.3 would leave the canvas blank.
import Konva from "konva/lib/Core";
import { memo, useLayoutEffect, useMemo } from "react";
import { Group, Layer, Shape, Stage } from "react-konva/es/ReactKonvaCore";
import type { Size } from "../raster";
import type { EditorSession } from "../session/editorSession";
import { ObjectShapes } from "./nodes/ObjectShapes";
import { LAYER_NAMES, type LayerName } from "./stageLayers";
import { StagePainter } from "./stagePainter";

// Layers are drawn by StagePainter, in the frame of the change.
Konva.autoDrawEnabled = false;

/** Device pixels that compensate for rounding errors before Konva cuts off fractions of a device pixel. */
const ROUNDING_TOLERANCE = 0.01;

interface CanvasStageProps {
	readonly session: EditorSession;
	readonly size: Size;
	/** Device pixels per CSS pixel. */
	readonly ratio: number;
}

/** Memoised, because the viewport renders with every change of the session, and layers are drawn outside of React. */
export const CanvasStage = memo(function CanvasStage({ session, size: { width, height }, ratio }: CanvasStageProps) {
	const painter = useMemo(() => {
		// Konva advises against more than five layers, which cost time in every frame; ours are hidden while they are empty.
		Konva.showWarnings = false;
		return new StagePainter(session, ratio);
	}, [session, ratio]);
	useLayoutEffect(() => () => painter.dispose(), [painter]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another size has cleared the canvases.
	useLayoutEffect(() => painter.drawAll(), [painter, width, height]);

	return (
		<Stage
			className="hfis-viewport-stage"
			width={width + ROUNDING_TOLERANCE / ratio}
			height={height + ROUNDING_TOLERANCE / ratio}
		>
			{LAYER_NAMES.map((name) => (
				<StageLayer key={name} name={name} painter={painter} />
			))}
		</Stage>
	);
});

interface StageLayerProps {
	readonly name: LayerName;
	readonly painter: StagePainter;
}

/** Memoised, because setting the pixel ratio clears the layer's canvas. */
const StageLayer = memo(function StageLayer({ name, painter }: StageLayerProps) {
	return (
		<Layer
			name={name}
			listening={false}
			ref={(node) => {
				// Refs are set once all layers are on the stage.
				Konva.showWarnings = true;
				painter.attach(name, node);
			}}
		>
			{name === "objects" ? (
				<ObjectShapes session={painter.session} nodes={painter.objects} />
			) : (
				<DrawnShape draw={(context) => painter.drawContent(name, context)} />
			)}
			{name === "overlay" && <Group ref={(group) => painter.handles.attach(group)} />}
			{name === "overlay" && <DrawnShape draw={(context) => painter.handles.drawInOtherPanes(context)} />}
		</Layer>
	);
});

/** Draws on the native context, which Konva's wraps. */
function DrawnShape({ draw }: { readonly draw: (context: CanvasRenderingContext2D) => void }) {
	return <Shape listening={false} perfectDrawEnabled={false} sceneFunc={(context) => draw(context._context)} />;
}
