// HaloForge's display language: localStorage["hf:locale"], else the browser's, else English. The host sends no event,
// so it is read again when the page becomes visible or another window changes it.

const KEY = "hf:locale";

export function readHostLocale(): "en" | "zh" {
	let named: string | null = null;
	try {
		named = localStorage.getItem(KEY);
	} catch {
		// Storage may be blocked: use the browser's language.
	}
	return (named || navigator.language || "en").toLowerCase().startsWith("zh") ? "zh" : "en";
}

export function watchHostLocale(onChange: (locale: "en" | "zh") => void): () => void {
	const read = (): void => onChange(readHostLocale());
	const onStorage = (event: StorageEvent): void => {
		if (event.key === KEY || event.key === null) read();
	};
	read();
	addEventListener("storage", onStorage);
	addEventListener("focus", read);
	document.addEventListener("visibilitychange", read);
	return () => {
		removeEventListener("storage", onStorage);
		removeEventListener("focus", read);
		document.removeEventListener("visibilitychange", read);
	};
}
