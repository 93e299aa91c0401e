// What happens when Generate is pressed while it cannot be: the reason is said where it is seen, and where something is
// to be set up, the way there opens.
import { translate } from "../i18n/locale";
import type { PromptRefusal } from "../prompt/PromptBar";
import { notify } from "./notices";

export function sayRefusal(refusal: PromptRefusal, openSettings: (why: string) => void): void {
	const text = translate(`prompt.disabled.${refusal}`);
	notify({ tone: "info", text });
	// The dialog covers the notice, so it says the reason itself.
	if (refusal === "gateway") openSettings(text);
}
