// The buttons that end a gesture which stays open between presses: for fingers and pens, which have neither Enter nor Escape.
// They keep their place between gestures, so that the canvas does not move under a gesture that begins.
import { Check, Undo2, X } from "lucide-react";
import { tooltipProps } from "../../ui";
import { STRINGS } from "../strings";
import { findTool } from "../tools";
import { focusCanvas } from "./focusCanvas";
import type { PanelProps } from "./panelProps";

export function OpenGestureButtons({ session, snapshot, locale }: PanelProps) {
	const { tools } = session;
	const buttons = [
		{ name: "apply", keys: "Enter", Icon: Check, run: () => tools.endOpenGesture("confirm") },
		{
			name: findTool(snapshot.activeTool).isTransformingMask ? "takeBackChange" : "takeBackPoint",
			keys: "Backspace",
			Icon: Undo2,
			run: () => tools.endOpenGesture("back"),
		},
		{ name: "cancel", keys: "Esc", Icon: X, run: () => tools.cancelGesture() },
	] as const;
	return (
		<fieldset className="hfis-ui-pick" aria-label={STRINGS.openGesture[locale]}>
			{buttons.map(({ name, keys, Icon, run }) => (
				<button
					key={name}
					type="button"
					className="hfis-ui-icon-button hfis-ui-icon-button-strong"
					aria-label={STRINGS[name][locale]}
					disabled={!snapshot.isGestureOpen}
					{...tooltipProps({ text: STRINGS[name][locale], keys, side: "below" })}
					onClick={(event) => {
						focusCanvas(event.currentTarget);
						run();
					}}
				>
					<Icon size={18} strokeWidth={1.75} aria-hidden="true" />
				</button>
			))}
		</fieldset>
	);
}
