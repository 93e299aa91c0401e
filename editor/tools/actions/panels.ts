// Opens and closes the panels beside and over the canvas.
import gitCommitVerticalIcon from "@lucide/icons/icons/git-commit-vertical";
import keyboardIcon from "@lucide/icons/icons/keyboard";
import layersIcon from "@lucide/icons/icons/layers";
import type { Action, PanelName } from "../action";
import type { IconData } from "../icon";
import type { Label } from "../label";

function panelAction(panel: PanelName, label: Label, icon: IconData, shortcuts: readonly string[]): Action {
	return {
		id: `panel.${panel}`,
		label,
		icon,
		group: "panel",
		shortcuts,
		isPressed: ({ openPanel }) => openPanel === panel,
		isEnabled: () => true,
		perform: ({ openPanel }) => [{ type: "panel", panel: openPanel === panel ? null : panel }],
	};
}

export const toggleLayers = panelAction("layers", { en: "Layers", zh: "图层" }, layersIcon, ["Shift+L"]);

export const toggleLineage = panelAction("lineage", { en: "Edit history", zh: "编辑历史" }, gitCommitVerticalIcon, [
	"Shift+H",
]);

export const toggleShortcuts = panelAction("shortcuts", { en: "Keyboard shortcuts", zh: "键盘快捷键" }, keyboardIcon, [
	"Shift+/",
]);
