// The studio's own shortcuts, for the editor's shortcut sheet.
import type { ShortcutHelp } from "../../editor";
import type { Translate } from "../i18n/locale";
import { GALLERY_KEY } from "../navigation/useGalleryKey";

export const studioShortcuts = (t: Translate): ShortcutHelp => ({
	title: t("keys.title"),
	rows: [
		{ name: t("keys.cyclePanes"), shortcuts: ["F6", "Shift+F6"] },
		{ name: t("keys.gallery"), shortcuts: [GALLERY_KEY] },
		{ name: t("keys.send"), shortcuts: ["Mod+Enter"] },
		{ name: t("keys.intent"), shortcuts: ["Mod+Shift+E"] },
		{ name: t("keys.requestPreview"), shortcuts: ["Mod+Shift+P"] },
		{ name: t("keys.promptHistory"), shortcuts: ["ArrowUp", "ArrowDown"] },
		{ name: t("keys.mention"), shortcuts: ["@"] },
	],
});
