// The menu of the view: rotation and mirroring, minimap, rulers and guides, built from the registry.
import { Compass } from "lucide-react";
import { MenuItem } from "../../ui";
import { STRINGS } from "../strings";
import { ACTIONS, type Action } from "../tools";
import { actionIcon } from "./actionIcon";
import { EditorPopover } from "./EditorPopover";
import { focusCanvas } from "./focusCanvas";
import { keyShortcut, keyText } from "./keyLabels";
import type { PanelProps } from "./panelProps";

const SECTIONS: readonly (readonly Action[])[] = (["orientation", "aids"] as const).map((group) =>
	ACTIONS.filter((action) => action.group === group),
);

export function ViewMenu({ session, snapshot, locale }: PanelProps) {
	return (
		<EditorPopover
			label={STRINGS.viewOptions[locale]}
			face={<Compass size={18} strokeWidth={1.75} aria-hidden="true" />}
			buttonClassName="hfis-ui-icon-button-strong"
			panelClassName="hfis-ui-menu"
			side="above"
			tooltipSide="above"
			isMenu
			isStop
			name="view"
		>
			{(close) =>
				SECTIONS.map((actions) => (
					<div className="hfis-ui-menu-section" key={actions[0]?.group}>
						{actions.map((action) => {
							const [shortcut] = action.shortcuts;
							const isPressed = action.isPressed?.(snapshot);
							return (
								<MenuItem
									key={action.id}
									icon={actionIcon(action)}
									label={action.label[locale]}
									keys={shortcut && keyText(shortcut)}
									value={isPressed ? "✓" : undefined}
									data-action={action.id}
									aria-keyshortcuts={shortcut && keyShortcut(shortcut)}
									aria-pressed={isPressed}
									disabled={!action.isEnabled(snapshot)}
									onClick={(event) => {
										const isPointed = event.detail > 0;
										close({ returnFocus: !isPointed });
										if (isPointed) focusCanvas(event.currentTarget);
										session.run(action.id);
									}}
								/>
							);
						})}
					</div>
				))
			}
		</EditorPopover>
	);
}
