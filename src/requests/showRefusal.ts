// Handles a press of Generate while it is refused: shows the reason, or opens the settings if a gateway must be set up.
import { notify } from "../notices/notices";
import type { DisabledReason } from "../prompt/disabledReason";

export function showRefusal({ text, needsGatewaySetup }: DisabledReason, openSettings: (why: string) => void): void {
	// The settings show the reason at their top.
	if (needsGatewaySetup) openSettings(text);
	else notify({ tone: "info", text });
}
