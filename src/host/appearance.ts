// Theme and language: the host's, or the user's own choice. The choice is kept in localStorage and shared with the other
// windows of the studio.
import { create } from "zustand";
import { readHostLocale } from "./locale";
import type { Theme } from "./theme";

export interface Appearance {
	/** "host": follows HaloForge; the same for the language. */
	readonly theme: "host" | Theme;
	readonly language: "host" | "en" | "zh";
}

export const HOST_APPEARANCE: Appearance = { theme: "host", language: "host" };

const KEY = "image-studio.appearance";

export const useAppearance = create<Appearance>(read);

export function changeAppearance(change: Partial<Appearance>): void {
	useAppearance.setState(change);
	try {
		localStorage.setItem(KEY, JSON.stringify(useAppearance.getState()));
	} catch {
		// Storage may be full or blocked; the choice then lasts as long as the page.
	}
}

/** Applies changes made in another window. Returns a function that stops it. */
export function syncAppearance(): () => void {
	const onStorage = ({ key }: StorageEvent): void => {
		if (key === KEY || key === null) useAppearance.setState(read());
	};
	addEventListener("storage", onStorage);
	return () => removeEventListener("storage", onStorage);
}

export function activeLocale(): "en" | "zh" {
	const { language } = useAppearance.getState();
	return language === "host" ? readHostLocale() : language;
}

function read(): Appearance {
	try {
		const { theme, language } = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Appearance>;
		return {
			theme: theme === "dark" || theme === "light" ? theme : "host",
			language: language === "en" || language === "zh" ? language : "host",
		};
	} catch {
		return HOST_APPEARANCE;
	}
}
