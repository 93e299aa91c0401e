// Moving the focus along a row or column of controls with the arrow keys, Home and End.

export type Axis = "horizontal" | "vertical";

const STEPS: Readonly<Record<Axis, Readonly<Record<string, number>>>> = {
	horizontal: { ArrowLeft: -1, ArrowRight: 1 },
	vertical: { ArrowUp: -1, ArrowDown: 1 },
};

/** Moves the focus among the controls, around the ends; false when the key is none that does, or there is no control. */
export function moveFocus(key: string, axes: readonly Axis[], controls: readonly HTMLElement[]): boolean {
	const at = controls.indexOf(document.activeElement as HTMLElement);
	const step = axes.map((axis) => STEPS[axis][key]).find((found) => found !== undefined);
	let to: number;
	if (key === "Home") to = 0;
	else if (key === "End") to = controls.length - 1;
	else if (step !== undefined) to = (at + step + controls.length) % controls.length;
	else return false;
	controls[to]?.focus();
	return controls.length > 0;
}

/** True if arrow keys have a meaning of their own in this control. */
export function ownsArrowKeys(target: EventTarget): boolean {
	return (
		target instanceof HTMLSelectElement ||
		target instanceof HTMLTextAreaElement ||
		(target instanceof HTMLInputElement && target.type !== "checkbox")
	);
}

/** Buttons, disclosures and labelled inputs that can be used, in the order of the page. */
export const enabledControls = (root: Element): HTMLElement[] => [
	...root.querySelectorAll<HTMLElement>("button:not(:disabled), summary, label input:not(:disabled)"),
];
