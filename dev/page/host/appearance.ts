// Stores theme and language as the host does: the theme as an attribute and an event, the language in localStorage,
// which plugins read at start.
import { emitHostEvent } from "./ipc";
import { type HostLocale, type Theme, useHost } from "./state";

export async function setTheme(theme: Theme): Promise<void> {
	localStorage.setItem("image-studio-dev.theme", theme);
	document.documentElement.dataset.theme = theme;
	useHost.setState({ theme });
	await emitHostEvent("theme:changed", { theme });
}

/** The host has no event for the language, so the page reloads, as after a change in the host's settings. */
export function setLocale(locale: HostLocale): void {
	localStorage.setItem("hf:locale", locale);
	location.reload();
}
