// The button of a registered action. Icon, name, shortcut, pressed and disabled state come from the registry.
import { useRef } from "react";
import { type Side, tooltipProps } from "../../ui";
import { HOLD_MS, isHoldable } from "../input/keyboard";
import type { EditorSession } from "../session/editorSession";
import type { Snapshot } from "../state/snapshot";
import type { Action } from "../tools";
import type { Locale } from "../types";
import { actionIcon } from "./actionIcon";
import { focusCanvas } from "./focusCanvas";
import { actionKeys } from "./keyLabels";

interface ActionButtonProps {
	readonly action: Action;
	readonly session: EditorSession;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
	/** The tooltip opens away from the edge of the editor. */
	readonly tooltipSide?: Side;
	/** Its name stands beside the icon. */
	readonly hasText?: boolean;
	/** A click leaves the focus on the button, as in a menu that stays open. */
	readonly keepsFocus?: boolean;
	/** A click on the pressed button opens a menu. */
	readonly menu?: { readonly isOpen: boolean; toggle(): void };
}

export function ActionButton(props: ActionButtonProps) {
	const { action, session, snapshot, locale, tooltipSide = "below", hasText = false, keepsFocus = false, menu } = props;
	const Icon = actionIcon(action);
	const label = action.label[locale];
	const keys = actionKeys(action, snapshot);
	const isPressed = action.isPressed?.(snapshot);
	const hold = useHold(() => session.run(action.id));
	const isHeld = isHoldable(action);
	return (
		<button
			type="button"
			className={`hfis-ui-icon-button hfis-ui-icon-button-strong ${hasText ? "hfis-ui-icon-button-named" : ""}`}
			data-action={action.id}
			data-stop=""
			aria-label={label}
			aria-keyshortcuts={keys.aria}
			aria-pressed={isPressed}
			aria-haspopup={menu && "menu"}
			aria-expanded={menu?.isOpen}
			disabled={!action.isEnabled(snapshot)}
			{...tooltipProps({ text: label, keys: keys.text, side: tooltipSide })}
			{...(isHeld && hold)}
			onClick={(event) => {
				if (menu !== undefined && (menu.isOpen || isPressed)) {
					menu.toggle();
					return;
				}
				const isPointed = event.detail > 0;
				if (!(isPointed && isHeld)) session.run(action.id);
				// A click gives the focus back to the canvas. With the keyboard it stays on the button.
				if (isPointed && !keepsFocus) focusCanvas(event.currentTarget);
			}}
		>
			{Icon && <Icon size={18} strokeWidth={1.75} aria-hidden="true" />}
			{hasText && label}
		</button>
	);
}

/** Pressing toggles at once; a press longer than HOLD_MS toggles back when it is released. */
function useHold(toggle: () => void) {
	const since = useRef<number | null>(null);
	const release = (event: React.PointerEvent) => {
		const pressed = since.current;
		since.current = null;
		if (pressed !== null && event.timeStamp - pressed > HOLD_MS) toggle();
	};
	return {
		onPointerDown: (event: React.PointerEvent) => {
			if (event.button !== 0) return;
			event.currentTarget.setPointerCapture(event.pointerId);
			since.current = event.timeStamp;
			toggle();
		},
		onPointerUp: release,
		onPointerCancel: release,
	};
}
