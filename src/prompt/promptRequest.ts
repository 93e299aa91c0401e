// The request that the prompt bar hands over when Generate or Preview is pressed.
import type { Params } from "./parameters/parameterChoices";
import type { Intent } from "./promptState";
import type { MentionText } from "./text/mentions";

export interface PromptRequest {
	readonly intent: Intent;
	/** Its mentions are resolved when the order of the sent images is known. */
	readonly text: MentionText;
	readonly params: Params;
	/** The images that only the prompt bar refers to, by SHA-256. */
	readonly references: readonly string[];
	/** Previews of each picture that the endpoint sends while it works; they are charged. */
	readonly partialImages: number;
}
