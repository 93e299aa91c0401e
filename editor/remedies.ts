// What a person can do at once about a refusal, as a command of the registry, for whoever shows the refusal.
import { STRINGS } from "./strings";
import type { EditorError, EditorErrorCode, Phrase } from "./types";

export interface Remedy {
	readonly label: Phrase;
	/** For `Editor.run`. */
	readonly command: string;
}

const REMEDIES: Partial<Record<EditorErrorCode, Remedy>> = {
	"mask-locked": { label: STRINGS.unlock, command: "layer.lockMask" },
	"mask-too-large": { label: STRINGS.removeSpecks, command: "mask.removeSpecks" },
};

export function remedyOf(error: EditorError): Remedy | null {
	return REMEDIES[error.code] ?? null;
}
