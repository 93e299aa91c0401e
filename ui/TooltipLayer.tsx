// The one tooltip of a root. Controls name their tooltip in attributes (tooltipProps); the layer listens on the root. It
// shows the tooltip after a delay while the pointer rests on the control, or while the control has the keyboard's focus,
// and hides it on Escape, on a press, and when the control is left. The tooltip repeats the control's accessible name, so
// assistive technology does not see it.
import { useEffect, useRef } from "react";
import { keepPlaced, type Side } from "./place";

const DELAY_MS = 500;
/** After a tooltip was hidden, the next one comes without a delay for this long. */
const WARM_MS = 300;

/** Rendered once in each root; in a root that lies inside another one it leaves the work to the outer layer. */
export function TooltipLayer() {
	const tooltip = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const element = tooltip.current;
		const root = element?.closest<HTMLElement>(".hfis-ui");
		if (!element || !root || root.parentElement?.closest(".hfis-ui")) return undefined;
		return attachTooltips(root, element);
	}, []);
	return (
		<div ref={tooltip} popover="manual" aria-hidden="true" className="hfis-ui-tooltip">
			<span />
			<span className="hfis-ui-tooltip-keys" />
		</div>
	);
}

function attachTooltips(root: HTMLElement, tooltip: HTMLElement): () => void {
	const [name, keys] = tooltip.children;
	/** The control that is shown or waited for. */
	let control: HTMLElement | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let stopPlacing: (() => void) | undefined;
	let hiddenAt = Number.NEGATIVE_INFINITY;

	function hide(): void {
		clearTimeout(timer);
		control = null;
		if (stopPlacing === undefined) return;
		stopPlacing();
		stopPlacing = undefined;
		hiddenAt = performance.now();
		if (tooltip.matches(":popover-open")) tooltip.hidePopover();
	}

	function show(): void {
		const { tooltip: text, tooltipKeys, tooltipSide } = control?.dataset ?? {};
		if (!control?.isConnected || text === undefined || !name || !keys) {
			hide();
			return;
		}
		name.textContent = text;
		keys.textContent = tooltipKeys ?? "";
		tooltip.showPopover();
		stopPlacing = keepPlaced(tooltip, control, { side: (tooltipSide ?? "below") as Side, isCentred: true });
	}

	function wait(target: EventTarget | null): void {
		const found = target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
		if (found === control) return;
		hide();
		// No tooltip while the control's popover is open: it would cover the popover.
		if (found === null || found.getAttribute("aria-expanded") === "true") return;
		control = found;
		timer = setTimeout(show, performance.now() - hiddenAt < WARM_MS ? 0 : DELAY_MS);
	}

	const listening = new AbortController();
	const { signal } = listening;
	const options = { capture: true, passive: true, signal } as const;
	root.addEventListener(
		"pointerover",
		({ target, pointerType, buttons }) => {
			// A finger has no hover; a pressed button drags.
			if (pointerType === "touch" || buttons !== 0) hide();
			else wait(target);
		},
		options,
	);
	root.addEventListener("pointerleave", hide, { passive: true, signal });
	root.addEventListener(
		"focusin",
		({ target }) => {
			if (target instanceof Element && target.matches(":focus-visible")) wait(target);
			else hide();
		},
		options,
	);
	for (const type of ["focusout", "pointerdown", "wheel"] as const) root.addEventListener(type, hide, options);
	// On the window, since Escape of a dialog or a popover may be stopped on its way up. Keys are not consumed.
	window.addEventListener(
		"keydown",
		({ key }) => {
			if (key !== "Tab" && key !== "Shift") hide();
		},
		options,
	);
	window.addEventListener("blur", hide, { signal });
	return () => {
		hide();
		listening.abort();
	};
}
