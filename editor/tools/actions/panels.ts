// Opens and closes the panels beside and over the canvas.
import type { Action, PanelName } from "../action";
import type { Label } from "../label";

function panelAction(panel: PanelName, label: Label, icon: string, shortcuts: readonly string[]): Action {
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

export const toggleLayers = panelAction("layers", { en: "Layers", zh: "图层" }, "layers", ["Shift+L"]);

export const toggleLineage = panelAction("lineage", { en: "Edit history", zh: "编辑历史" }, "lineage", ["Shift+H"]);

export const toggleShortcuts = panelAction("shortcuts", { en: "Keyboard shortcuts", zh: "键盘快捷键" }, "shortcuts", [
	"Shift+/",
]);
