// The panel's environment: the host's language and theme or the user's own choice, the panel's width, the editor's state.
import { type RefObject, useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { Editor, EditorState } from "../../editor";
import { useElementSize } from "../../ui";
import { syncAppearance, useAppearance } from "../host/appearance";
import { watchHostLocale } from "../host/locale";
import { readHostTheme, type Theme, watchHostTheme } from "../host/theme";
import { setLocale } from "../i18n/locale";

/** `isOwn`: the theme differs from the host's, so that the host's colours do not fit. */
export function usePanelEnvironment(): { readonly theme: Theme; readonly isOwn: boolean } {
	const { theme: wanted, language } = useAppearance();
	const [host, setHost] = useState<Theme>(readHostTheme);
	useEffect(() => watchHostTheme(setHost), []);
	useEffect(syncAppearance, []);
	// A layout effect, before the first paint: the language may have changed while the panel was unmounted.
	useLayoutEffect(() => {
		if (language === "host") return watchHostLocale(setLocale);
		setLocale(language);
		return undefined;
	}, [language]);
	const theme = wanted === "host" ? host : wanted;
	return { theme, isOwn: theme !== host };
}

/** CSS pixels of the panel, which may be far narrower than the window. */
const NARROW_PX = 760;
const LOW_PX = 520;
const WIDE_PX = 1300;

export type PanelShape = "narrow" | "low" | "narrow low" | "regular" | "wide";

/** "low": the prompt bar is one line. "wide": there is room for text beside the icons of the top bar. */
const shapeOf = (width: number, height: number): PanelShape => {
	const isNarrow = width < NARROW_PX;
	if (height < LOW_PX) return isNarrow ? "narrow low" : "low";
	return isNarrow ? "narrow" : width < WIDE_PX ? "regular" : "wide";
};

export const usePanelShape = (root: RefObject<HTMLElement | null>): PanelShape =>
	useElementSize(root, "regular", shapeOf);

export function useEditorState(editor: Pick<Editor, "subscribe" | "getState">): EditorState {
	return useSyncExternalStore(
		(listener) => editor.subscribe(listener),
		() => editor.getState(),
	);
}
