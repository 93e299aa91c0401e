// Loads the Konva stage when a picture is opened, or before that when the page is at rest: evaluating Konva takes about 100 ms,
// which an empty studio does not need before its prompt can be used, and which must not delay the first picture either.
import { useEffect, useState } from "react";

type CanvasStageComponent = typeof import("./CanvasStage").CanvasStage;

let loaded: CanvasStageComponent | null = null;

/** Milliseconds after mounting before the stage is loaded for a picture to come. */
const REST_MS = 1500;

async function load(): Promise<CanvasStageComponent> {
	const { CanvasStage } = await import("./CanvasStage");
	loaded = CanvasStage;
	return CanvasStage;
}

/** Returns null until the stage is loaded. `isNeeded`: a picture is open or being opened. */
export function useCanvasStage(isNeeded: boolean): CanvasStageComponent | null {
	const [stage, setStage] = useState<CanvasStageComponent | null>(() => loaded);
	useEffect(() => {
		if (!isNeeded || loaded !== null) return;
		let isMounted = true;
		void load().then((CanvasStage) => {
			if (isMounted) setStage(() => CanvasStage);
		});
		return () => {
			isMounted = false;
		};
	}, [isNeeded]);
	useEffect(() => {
		const timer = setTimeout(() => {
			if (loaded !== null) return;
			if (typeof requestIdleCallback === "function") requestIdleCallback(() => void load());
			else void load();
		}, REST_MS);
		return () => clearTimeout(timer);
	}, []);
	return stage ?? loaded;
}
