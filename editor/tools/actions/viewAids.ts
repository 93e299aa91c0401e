// Minimap, rulers and guides: what of them is shown is a preference; the guides themselves belong to the document.
import eyeIcon from "@lucide/icons/icons/eye";
import lockIcon from "@lucide/icons/icons/lock";
import mapIcon from "@lucide/icons/icons/map";
import pencilRulerIcon from "@lucide/icons/icons/pencil-ruler";
import rulerIcon from "@lucide/icons/icons/ruler";
import trashIcon from "@lucide/icons/icons/trash";
import type { Guide } from "../../document";
import type { Action, ActionContext } from "../action";
import type { IconData } from "../icon";
import type { Label } from "../label";
import { initialValues, type SwitchOption, switchValue } from "../option";
import type { ToolContext } from "../tool";

const MINIMAP: SwitchOption = {
	kind: "switch",
	id: "isShown",
	label: { en: "Minimap", zh: "缩略导航" },
	initial: false,
};
const RULERS: SwitchOption = { kind: "switch", id: "isShown", label: { en: "Rulers", zh: "标尺" }, initial: false };
const GUIDES: SwitchOption = { kind: "switch", id: "isShown", label: { en: "Guides", zh: "参考线" }, initial: true };
const LOCK: SwitchOption = {
	kind: "switch",
	id: "isLocked",
	label: { en: "Lock guides", zh: "锁定参考线" },
	initial: false,
};

interface Aid {
	readonly action: Action;
	isOn(context: Pick<ActionContext, "settings">): boolean;
}

function aid(id: string, label: Label, icon: IconData, shortcuts: readonly string[], option: SwitchOption): Aid {
	const isOn: Aid["isOn"] = ({ settings }) => switchValue(settings[id], option);
	return {
		isOn,
		action: {
			id,
			label,
			icon,
			group: "aids",
			shortcuts,
			options: [option],
			isPressed: isOn,
			isEnabled: ({ document }) => document !== null,
			perform: (context) => [
				{
					type: "settings",
					tool: id,
					settings: { ...initialValues([option]), ...context.settings[id], [option.id]: !isOn(context) },
				},
			],
		},
	};
}

const minimap = aid("view.minimap", { en: "Show minimap", zh: "显示缩略导航" }, mapIcon, ["Shift+O"], MINIMAP);
const rulers = aid("view.rulers", { en: "Show rulers", zh: "显示标尺" }, rulerIcon, ["Shift+R"], RULERS);
const guides = aid("view.guides", { en: "Show guides", zh: "显示参考线" }, eyeIcon, ["Mod+;"], GUIDES);
const lock = aid("view.lockGuides", { en: "Lock guides", zh: "锁定参考线" }, lockIcon, ["Mod+Alt+;"], LOCK);

const editGuides: Action = {
	id: "guides.edit",
	label: { en: "Edit guides…", zh: "编辑参考线…" },
	group: "aids",
	icon: pencilRulerIcon,
	shortcuts: ["Shift+G"],
	isEnabled: ({ document }) => document !== null,
	perform: ({ openPanel }) => [{ type: "panel", panel: openPanel === "guides" ? null : "guides" }],
};

const clearGuides: Action = {
	id: "guides.clear",
	label: { en: "Clear guides", zh: "清除参考线" },
	group: "aids",
	icon: trashIcon,
	shortcuts: [],
	isEnabled: ({ document }) => (document?.guides.length ?? 0) > 0,
	perform: ({ document }) => [
		{
			type: "commands",
			commands: (document?.guides ?? []).map(({ id }) => ({ type: "guide.remove", guide: id }) as const),
		},
	],
};

export const isMinimapShown = minimap.isOn;
export const areRulersShown = rulers.isOn;
export const areGuidesShown = guides.isOn;
export const areGuidesLocked = lock.isOn;

/** The guides that are shown, to which tools snap. */
export function shownGuides(context: Pick<ToolContext, "document" | "settings">): readonly Guide[] {
	return areGuidesShown(context) ? context.document.guides : [];
}

export const viewAidActions: readonly Action[] = [
	minimap.action,
	rulers.action,
	guides.action,
	lock.action,
	editGuides,
	clearGuides,
];
