// Where a popover lies: in the window's coordinates, since it is in the top layer; kept inside the window.
const GAP_PX = 6;

export function place(panel: HTMLElement, button: DOMRect, opens: "up" | "down"): void {
	const left = Math.max(GAP_PX, Math.min(button.left, innerWidth - panel.offsetWidth - GAP_PX));
	const top = opens === "up" ? button.top - GAP_PX - panel.offsetHeight : button.bottom + GAP_PX;
	panel.style.left = `${left}px`;
	panel.style.top = `${Math.max(GAP_PX, Math.min(top, innerHeight - panel.offsetHeight - GAP_PX))}px`;
}
