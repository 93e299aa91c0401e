// The picture of the document that is being restored at the start: its thumbnail stands at its place until the canvas shows it.
import { create } from "zustand";

export interface RestoringPicture {
	readonly width: number;
	readonly height: number;
	/** SHA-256 of the imported picture. */
	readonly base: string;
	/** The edit frame, by which the view is fitted as well. */
	readonly frame: Frame | null;
}

type Frame = Readonly<Record<"left" | "top" | "right" | "bottom", number>>;

/** `isDecided`: it is known whether a document is restored; the empty canvas is shown only then. */
export const useRestoring = create<{ readonly picture: RestoringPicture | null; readonly isDecided: boolean }>(() => ({
	picture: null,
	isDecided: false,
}));

/** `head`: the fields of the stored document. A picture that was cropped or turned looks different from its thumbnail. */
export function readRestoringPicture(head: object | undefined): RestoringPicture | null {
	const { width, height, base, frame, imported, orientation } = (head ?? {}) as Record<string, unknown>;
	if (imported !== undefined || orientation !== undefined) return null;
	if (typeof width !== "number" || typeof height !== "number" || typeof base !== "string") return null;
	return { width, height, base, frame: isFrame(frame) ? frame : null };
}

function isFrame(value: unknown): value is Frame {
	if (typeof value !== "object" || value === null) return false;
	const sides = value as Record<string, unknown>;
	return ["left", "top", "right", "bottom"].every((side) => typeof sides[side] === "number");
}
