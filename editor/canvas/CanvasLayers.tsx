// Mounts the layer stack. Another device pixel ratio needs another stack.
import { useLayoutEffect, useRef } from "react";
import type { Size } from "../raster";
import type { EditorSession } from "../session/editorSession";
import { LayerStack } from "./layerStack";

interface CanvasLayersProps {
	readonly session: EditorSession;
	readonly size: Size;
	/** Device pixels per CSS pixel. */
	readonly ratio: number;
}

export function CanvasLayers({ session, size: { width, height }, ratio }: CanvasLayersProps) {
	const container = useRef<HTMLDivElement>(null);
	const stack = useRef<LayerStack | null>(null);

	useLayoutEffect(() => {
		if (container.current === null) return;
		const created = new LayerStack(container.current, session, ratio);
		stack.current = created;
		return () => {
			stack.current = null;
			created.destroy();
		};
	}, [session, ratio]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: another session or ratio has created another stack.
	useLayoutEffect(() => stack.current?.resize(width, height), [session, ratio, width, height]);

	return <div ref={container} className="hfis-viewport-stack" />;
}
