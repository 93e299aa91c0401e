// Whether the canvas is being saved, as the banner shows it. Written by the studio.
import { create } from "zustand";

export interface SaveProblem {
	readonly kind: "full" | "other";
	/** When it began: what was painted before is stored. */
	readonly since: number;
}

export const useSaving = create<{ readonly problem: SaveProblem | null }>(() => ({ problem: null }));

export function setSaveProblem(kind: SaveProblem["kind"] | null): void {
	const { problem } = useSaving.getState();
	if (problem?.kind === kind || (problem === null && kind === null)) return;
	useSaving.setState({ problem: kind === null ? null : { kind, since: problem?.since ?? Date.now() } });
}
