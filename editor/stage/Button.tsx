// A button of an action: icon, name, shortcut, pressed and disabled all come from the registry.
import { type Action, describeShortcut } from "../tools";
import type { Locale } from "../types";
import { ICONS } from "./icons";
import type { Session } from "./session";
import type { Snapshot } from "./snapshot";

interface ActionButtonProps {
	readonly action: Action;
	readonly session: Session;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
	/** Where its hint opens, away from the edge it sits at. */
	readonly hintSide?: "right" | "below" | "above";
}

const IS_MAC = typeof navigator !== "undefined" && /Mac|iPad|iPhone/.test(navigator.platform);

export function ActionButton({ action, session, snapshot, locale, hintSide = "below" }: ActionButtonProps) {
	const Icon = ICONS[action.icon ?? ""];
	const label = action.label[locale];
	const [shortcut] = action.shortcuts;
	const isPressed = action.isPressed?.(snapshot);
	return (
		<button
			type="button"
			className="hfis-button"
			data-action={action.id}
			aria-label={label}
			aria-keyshortcuts={shortcut?.replace("Mod", IS_MAC ? "Meta" : "Control")}
			aria-pressed={isPressed}
			disabled={!action.isEnabled(snapshot)}
			onClick={(event) => {
				session.run(action.id);
				// After a click the keys belong to the canvas again; whoever came by keyboard stays.
				if (event.detail > 0) focusCanvas(event.currentTarget);
			}}
		>
			{Icon && <Icon size={18} strokeWidth={1.75} aria-hidden="true" />}
			<span className={`hfis-hint hfis-hint-${hintSide}`} aria-hidden="true">
				{label}
				{shortcut !== undefined && <kbd>{describeShortcut(shortcut, IS_MAC)}</kbd>}
			</span>
		</button>
	);
}

export function focusCanvas(inside: Element): void {
	const viewport = inside.closest(".hfis-editor")?.querySelector<HTMLElement>(".hfis-viewport");
	if (!viewport) return;
	viewport.dataset.pointed = "";
	viewport.focus({ preventScroll: true });
}
