// Where the keyboard is: moving it along a row of controls with arrows, and giving it back to the canvas.

export function focusCanvas(inside: Element): void {
	const viewport = inside.closest(".hfis-editor")?.querySelector<HTMLElement>(".hfis-viewport");
	if (!viewport) return;
	viewport.dataset.pointed = "";
	viewport.focus({ preventScroll: true });
}

type Way = "across" | "down";

const STEPS: Readonly<Record<Way, Readonly<Record<string, number>>>> = {
	across: { ArrowLeft: -1, ArrowRight: 1 },
	down: { ArrowUp: -1, ArrowDown: 1 },
};

/** Moves the focus among these; whether the key was one that does. */
export function moveFocus(key: string, ways: readonly Way[], stops: readonly HTMLElement[]): boolean {
	const at = stops.indexOf(document.activeElement as HTMLElement);
	const step = ways.map((way) => STEPS[way][key]).find((found) => found !== undefined);
	let to: number;
	if (key === "Home") to = 0;
	else if (key === "End") to = stops.length - 1;
	else if (step !== undefined) to = (at + step + stops.length) % stops.length;
	else return false;
	stops[to]?.focus();
	return stops.length > 0;
}

/** Where arrows are the control's own. */
export function ownsArrows(target: EventTarget): boolean {
	return target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== "checkbox");
}

export const enabledButtons = (root: Element) => [
	...root.querySelectorAll<HTMLElement>("button:not(:disabled), summary, label input:not(:disabled)"),
];
