// Loads the Konva stage when a picture is opened: evaluating Konva takes about 100 ms, which an empty studio does not need
// before its prompt can be used.
import { useEffect, useState } from "react";

type CanvasStageComponent = typeof import("./CanvasStage").CanvasStage;

let loaded: CanvasStageComponent | null = null;

/** Returns null until the stage is loaded. `isNeeded`: a picture is open or being opened. */
export function useCanvasStage(isNeeded: boolean): CanvasStageComponent | null {
	const [stage, setStage] = useState<CanvasStageComponent | null>(() => loaded);
	useEffect(() => {
		if (!isNeeded || loaded !== null) return;
		let isMounted = true;
		void import("./CanvasStage").then(({ CanvasStage }) => {
			loaded = CanvasStage;
			if (isMounted) setStage(() => CanvasStage);
		});
		return () => {
			isMounted = false;
		};
	}, [isNeeded]);
	return stage ?? loaded;
}
