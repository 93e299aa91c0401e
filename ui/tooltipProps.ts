// The attributes by which TooltipLayer finds a control's tooltip.
import type { Side } from "./place";

export interface Tooltip {
	/** The control's name, as its aria-label says it. */
	readonly text: string;
	/** Its shortcut, as the keyboard is labelled. */
	readonly keys?: string | undefined;
	readonly side?: Side | undefined;
}

export function tooltipProps({ text, keys, side = "below" }: Tooltip) {
	return { "data-tooltip": text, "data-tooltip-keys": keys || undefined, "data-tooltip-side": side } as const;
}
