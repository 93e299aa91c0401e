// Loads the Konva stage after the first paint: evaluating Konva takes about 100 ms, and the prompt comes first.
import { useEffect, useState } from "react";

type CanvasStageComponent = typeof import("./CanvasStage").CanvasStage;

let loaded: CanvasStageComponent | null = null;

/** Returns null until the stage is loaded. */
export function useCanvasStage(): CanvasStageComponent | null {
	const [stage, setStage] = useState<CanvasStageComponent | null>(() => loaded);
	useEffect(() => {
		let isMounted = true;
		void import("./CanvasStage").then(({ CanvasStage }) => {
			loaded = CanvasStage;
			if (isMounted) setStage(() => CanvasStage);
		});
		return () => {
			isMounted = false;
		};
	}, []);
	return stage;
}
