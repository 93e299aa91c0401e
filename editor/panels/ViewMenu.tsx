// The menu of the view: rotation and mirroring, minimap, rulers and guides, built from the registry.
import { Compass } from "lucide-react";
import { STRINGS } from "../strings";
import { ACTIONS, type Action } from "../tools";
import { ActionMenuSections } from "./ActionMenuItem";
import { EditorPopover } from "./EditorPopover";
import type { PanelProps } from "./panelProps";

const SECTIONS: readonly (readonly Action[])[] = (["orientation", "aids"] as const).map((group) =>
	ACTIONS.filter((action) => action.group === group),
);

export function ViewMenu(panelProps: PanelProps) {
	return (
		<EditorPopover
			label={STRINGS.viewOptions[panelProps.locale]}
			face={<Compass size={18} strokeWidth={1.75} aria-hidden="true" />}
			buttonClassName="hfis-ui-icon-button-strong"
			side="above"
			tooltipSide="above"
			isMenu
			isStop
			name="view"
		>
			{(close) => <ActionMenuSections {...panelProps} sections={SECTIONS} close={close} />}
		</EditorPopover>
	);
}
