// The kit's popover with an icon button. Keys pressed in it do not reach the editor's tools.
import { Popover, type PopoverProps } from "../../ui";
import { isOnCanvas } from "./focusCanvas";

interface EditorPopoverProps extends Omit<PopoverProps, "containsKeys" | "swallowsPress"> {
	/** It holds menu items, and a press on the canvas closes it and paints nothing. */
	readonly isMenu?: boolean;
}

export function EditorPopover({ isMenu = false, buttonClassName = "", ...props }: EditorPopoverProps) {
	return (
		<Popover
			{...props}
			containsKeys
			buttonClassName={`hfis-ui-icon-button ${buttonClassName}`}
			{...(isMenu && { panelClassName: "hfis-ui-menu", swallowsPress: isOnCanvas })}
		/>
	);
}
