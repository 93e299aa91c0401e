// Handles a press of Generate while it is refused: shows the reason, or opens the settings if a gateway must be set up.
import { notify } from "../notices/notices";
import type { PromptRefusal } from "../prompt/gatewayRefusal";

export function showRefusal({ text, isGateway }: PromptRefusal, openSettings: (why: string) => void): void {
	// The settings show the reason at their top.
	if (isGateway) openSettings(text);
	else notify({ tone: "info", text });
}
