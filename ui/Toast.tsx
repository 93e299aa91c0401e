// A short notice with an icon, an optional action and a button that dismisses it. Escape dismisses the one with the focus.
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import type { RefObject } from "react";
import { IconButton } from "./IconButton";

const ICONS = { info: Info, success: CircleCheck, error: CircleAlert };

interface ToastProps {
	readonly ref?: RefObject<HTMLDivElement | null>;
	readonly tone: keyof typeof ICONS;
	readonly text: string;
	readonly action?: { readonly label: string; run(): void } | undefined;
	readonly dismissLabel: string;
	onDismiss(): void;
}

export function Toast({ ref, tone, text, action, dismissLabel, onDismiss }: ToastProps) {
	const Icon = ICONS[tone];
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys of its buttons bubble to here.
		<div
			ref={ref}
			className={`hfis-ui-toast hfis-ui-toast-${tone}`}
			onKeyDown={(event) => {
				if (event.key !== "Escape") return;
				event.preventDefault();
				event.stopPropagation();
				onDismiss();
			}}
		>
			<Icon size={16} aria-hidden="true" />
			<p>{text}</p>
			{action ? (
				<button type="button" className="hfis-ui-button hfis-ui-button-quiet" onClick={() => action.run()}>
					{action.label}
				</button>
			) : null}
			<IconButton icon={X} size={14} label={dismissLabel} onClick={onDismiss} />
		</div>
	);
}
