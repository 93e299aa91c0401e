// Theme and language: the host's, or the user's own choice. The choice is kept in localStorage and shared with the
// other windows of the studio.
import { create } from "zustand";
import { readHostLocale } from "./locale";
import { choice, initialValues, labelled, readValues, type ValuesOf } from "./settingDefinitions";
import type { Theme } from "./theme";

/** "host": follows HaloForge. */
export const APPEARANCE_SETTINGS = {
	theme: labelled({ en: "Theme", zh: "主题" }, choice<"host" | Theme>("host", "dark", "light")),
	language: labelled({ en: "Language", zh: "语言" }, choice<"host" | "en" | "zh">("host", "en", "zh")),
};

export type Appearance = ValuesOf<typeof APPEARANCE_SETTINGS>;

export const HOST_APPEARANCE: Appearance = initialValues(APPEARANCE_SETTINGS);

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
		return readValues(APPEARANCE_SETTINGS, JSON.parse(localStorage.getItem(KEY) ?? "{}"));
	} catch {
		return HOST_APPEARANCE;
	}
}
