// What of the studio is looked at, and the ways to it: the panel says so. Without a panel, nothing is.
import { useEffect, useRef } from "react";

export type Sight = "canvas" | "tasks";

let seen: readonly Sight[] = [];
let way: (sight: Sight) => void = () => {};

export function useLooking(canvas: boolean, tasks: boolean, lookAt: (sight: Sight) => void): void {
	const latest = useRef(lookAt);
	latest.current = lookAt;
	useEffect(() => {
		seen = [...(canvas ? ["canvas" as const] : []), ...(tasks ? ["tasks" as const] : [])];
		way = (sight) => latest.current(sight);
		return () => {
			seen = [];
		};
	}, [canvas, tasks]);
}

/** A host may keep the panel and hide it. */
export const isSeen = (sight: Sight): boolean =>
	document.visibilityState === "visible" &&
	seen.includes(sight) &&
	document.querySelector(".hfis")?.checkVisibility() === true;
export const lookAt = (sight: Sight): void => way(sight);
