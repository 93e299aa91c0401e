// The request that the prompt bar hands over when Generate or Preview is pressed.
import type { PriceEstimate } from "../gateway/prices";
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
	/** The estimate of one request, as it was shown. */
	readonly estimate?: PriceEstimate;
}
