// What the panel takes from its surroundings: language, theme, and its own width.
import { type RefObject, useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { Editor, EditorState } from "../../editor";
import { useWidth } from "../controls/useWidth";
import { syncAppearance, useAppearance } from "../host/appearance";
import { watchHostLocale } from "../host/locale";
import { readHostTheme, type Theme, watchHostTheme } from "../host/theme";
import { setLocale } from "../i18n/locale";

/** `isOwn`: another theme than the host's, whose colours do not fit then. */
export function usePanelEnvironment(): { readonly theme: Theme; readonly isOwn: boolean } {
	const { theme: wanted, language } = useAppearance();
	const [host, setHost] = useState<Theme>(readHostTheme);
	useEffect(() => watchHostTheme(setHost), []);
	useEffect(syncAppearance, []);
	// Before the first paint: the language may have changed while the panel was away.
	useLayoutEffect(() => {
		if (language === "host") return watchHostLocale(setLocale);
		setLocale(language);
		return undefined;
	}, [language]);
	const theme = wanted === "host" ? host : wanted;
	return { theme, isOwn: theme !== host };
}

/** CSS pixels; the panel may be far narrower than the window. */
const NARROW_PX = 760;

export const useIsNarrow = (root: RefObject<HTMLElement | null>): boolean =>
	useWidth(root, false, (width) => width < NARROW_PX);

export function useEditorState(editor: Editor): EditorState {
	return useSyncExternalStore(
		(listener) => editor.subscribe(listener),
		() => editor.getState(),
	);
}
