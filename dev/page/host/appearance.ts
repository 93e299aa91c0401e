// Theme and language as the host keeps them: an attribute and an event; a localStorage entry that plugins read at start.
import { emitHostEvent } from "./ipc";
import { type HostLocale, type Theme, useHost } from "./state";

export async function setTheme(theme: Theme): Promise<void> {
	localStorage.setItem("image-studio-dev.theme", theme);
	document.documentElement.dataset.theme = theme;
	useHost.setState({ theme });
	await emitHostEvent("theme:changed", { theme });
}

/** There is no event for the language: the page is loaded anew, as after a change in the host's settings. */
export function setLocale(locale: HostLocale): void {
	localStorage.setItem("hf:locale", locale);
	location.reload();
}
