// What happens when Generate is pressed while it cannot be: the reason is said where it is seen, and where something is
// to be set up, the way there opens.

import { notify } from "../notices/notices";
import type { PromptRefusal } from "../prompt/PromptBar";

export function sayRefusal({ text, isGateway }: PromptRefusal, openSettings: (why: string) => void): void {
	// The settings say it themselves, at their top.
	if (isGateway) openSettings(text);
	else notify({ tone: "info", text });
}
