// The host's theme, dark or light, from data-theme on the document element. The SDK's useHostTheme is not used, because
// it always returns "dark" (its `type` is never refreshed).

export type Theme = "dark" | "light";

export function readHostTheme(): Theme {
	const named = document.documentElement.dataset.theme;
	if (named) return named.includes("light") ? "light" : "dark";
	return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

export function watchHostTheme(onChange: (theme: Theme) => void): () => void {
	const read = (): void => onChange(readHostTheme());
	const observer = new MutationObserver(read);
	observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
	const system = matchMedia("(prefers-color-scheme: light)");
	system.addEventListener("change", read);
	read();
	return () => {
		observer.disconnect();
		system.removeEventListener("change", read);
	};
}
