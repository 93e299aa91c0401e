// The command that an error message offers to resolve the error, for example to unlock a locked mask.
import { STRINGS } from "./strings";
import type { EditorError, EditorErrorCode, Phrase } from "./types";

export interface Remedy {
	readonly label: Phrase;
	/** The id of a command, for `Editor.run`. */
	readonly command: string;
}

const REMEDIES: Partial<Record<EditorErrorCode, Remedy>> = {
	"mask-locked": { label: STRINGS.unlock, command: "layer.lockMask" },
	"paint-locked": { label: STRINGS.unlock, command: "layer.lockPaint" },
	"mask-too-large": { label: STRINGS.removeSpecks, command: "mask.removeSpecks" },
};

export function remedyOf(error: EditorError): Remedy | null {
	return REMEDIES[error.code] ?? null;
}
