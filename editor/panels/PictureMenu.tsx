// The menu of the actions that crop, turn and mirror the picture, built from the registry.
import { ChevronDown, Image as ImageIcon } from "lucide-react";
import { STRINGS } from "../strings";
import { ACTIONS, type Action } from "../tools";
import { ActionMenuSections } from "./ActionMenuItem";
import { EditorPopover } from "./EditorPopover";
import type { PanelProps } from "./panelProps";

const ALL = ACTIONS.filter(({ group }) => group === "picture");
const isCropping = ({ id }: Action) => id === "picture.crop" || id === "picture.reveal";
const SECTIONS = [ALL.filter(isCropping), ALL.filter((action) => !isCropping(action))];

export function PictureMenu(panelProps: PanelProps) {
	const label = STRINGS.pictureMenu[panelProps.locale];
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
			isMenu
			isStop
			name="picture"
		>
			{(close) => <ActionMenuSections {...panelProps} sections={SECTIONS} close={close} />}
		</EditorPopover>
	);
}
