// The place of the result strip: below the canvas, or beside it. A preference.
import panelRightIcon from "@lucide/icons/icons/panel-right";
import type { Action, ActionContext } from "../action";
import { type SwitchOption, switchValue } from "../option";

const BESIDE: SwitchOption = {
	kind: "switch",
	id: "isBeside",
	label: { en: "Results beside the canvas", zh: "结果显示在画布旁" },
	initial: false,
};

export const isStripBeside = ({ settings }: Pick<ActionContext, "settings">): boolean =>
	switchValue(settings[toggleResultDock.id], BESIDE);

export const toggleResultDock: Action = {
	id: "results.dock",
	label: { en: "Results beside the canvas", zh: "结果显示在画布旁" },
	icon: panelRightIcon,
	group: "result",
	shortcuts: [],
	options: [BESIDE],
	isPressed: isStripBeside,
	isEnabled: () => true,
	perform: (context) => [
		{ type: "settings", tool: toggleResultDock.id, settings: { [BESIDE.id]: !isStripBeside(context) } },
	],
};
