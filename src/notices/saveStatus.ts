// The state of saving, as the banner shows it: whether the canvas is saved and whether the library can be opened.
// Written by the studio.
import { create } from "zustand";
import type { LibraryProblem } from "../library/database";

interface SaveProblem {
	readonly kind: "full" | "other";
	/** The time of the first failure. Everything painted earlier is stored. */
	readonly since: number;
}

interface SaveStatus {
	/** The canvas is not being saved. */
	readonly saveProblem: SaveProblem | null;
	/** The library cannot be opened. */
	readonly libraryProblem: LibraryProblem | undefined;
}

export const useSaveStatus = create<SaveStatus>(() => ({ saveProblem: null, libraryProblem: undefined }));

export function setSaveProblem(kind: SaveProblem["kind"] | null): void {
	const { saveProblem } = useSaveStatus.getState();
	if (saveProblem?.kind === kind || (saveProblem === null && kind === null)) return;
	useSaveStatus.setState({ saveProblem: kind === null ? null : { kind, since: saveProblem?.since ?? Date.now() } });
}
