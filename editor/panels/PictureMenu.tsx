// The menu of the actions that crop, turn and mirror the picture, built from the registry.
import { ChevronDown, Image as ImageIcon } from "lucide-react";
import { STRINGS } from "../strings";
import { ACTIONS, type Action } from "../tools";
import { ActionMenuItem } from "./ActionMenuItem";
import { EditorPopover } from "./EditorPopover";
import { focusCanvas } from "./focusCanvas";
import type { PanelProps } from "./panelProps";

const ALL = ACTIONS.filter(({ group }) => group === "picture");
const isCropping = ({ id }: Action) => id === "picture.crop" || id === "picture.reveal";
const SECTIONS = [ALL.filter(isCropping), ALL.filter((action) => !isCropping(action))];

export function PictureMenu({ session, snapshot, locale }: PanelProps) {
	const label = STRINGS.pictureMenu[locale];
	const face = (
		<>
			<span className="hfis-toolbar-wide">{label}</span>
			<ImageIcon className="hfis-toolbar-narrow" size={18} strokeWidth={1.75} aria-hidden="true" />
			<ChevronDown size={14} aria-hidden="true" />
		</>
	);
	return (
		<EditorPopover
			label={label}
			face={face}
			buttonClassName="hfis-ui-icon-button-strong hfis-ui-icon-button-text"
			panelClassName="hfis-ui-menu"
			isMenu
			isStop
			name="picture"
		>
			{(close) =>
				SECTIONS.map((actions) => (
					<div className="hfis-ui-menu-section" key={actions[0]?.id}>
						{actions.map((action) => (
							<ActionMenuItem
								key={action.id}
								{...{ action, locale }}
								isEnabled={action.isEnabled(snapshot)}
								onClick={(item, isPointed) => {
									close({ returnFocus: !isPointed });
									if (isPointed) focusCanvas(item);
									session.run(action.id);
								}}
							/>
						))}
					</div>
				))
			}
		</EditorPopover>
	);
}
