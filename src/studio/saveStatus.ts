// Whether everything finds its place in the library, as the banner shows it. Written by the studio.
import { create } from "zustand";
import type { LibraryProblem } from "../library/database";

interface SaveProblem {
	readonly kind: "full" | "other";
	/** When it began: what was painted before is stored. */
	readonly since: number;
}

interface Saving {
	/** The canvas is not being saved. */
	readonly problem: SaveProblem | null;
	/** The library cannot be opened. */
	readonly library: LibraryProblem | undefined;
}

export const useSaving = create<Saving>(() => ({ problem: null, library: undefined }));

export function setSaveProblem(kind: SaveProblem["kind"] | null): void {
	const { problem } = useSaving.getState();
	if (problem?.kind === kind || (problem === null && kind === null)) return;
	useSaving.setState({ problem: kind === null ? null : { kind, since: problem?.since ?? Date.now() } });
}
