// The key that opens the gallery from anywhere in the panel, and leaves it; Escape leaves it, too.
import { type RefObject, useEffect } from "react";
import { goTo, leavePlace, useIsGallery } from "./route";

const KEY = "KeyG";
export const GALLERY_KEY = "G";

export function useGalleryKey(root: RefObject<HTMLElement | null>): void {
	const isGallery = useIsGallery();
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent): void => {
			const { target, defaultPrevented, isComposing, repeat, code, key } = event;
			const element = root.current;
			if (defaultPrevented || isComposing || repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
				return;
			if (!(target instanceof HTMLElement) || element?.querySelector("dialog[open], [popover]:popover-open")) return;
			// What had the focus may be gone: then it is nobody's.
			if (target !== document.body && !element?.contains(target)) return;
			const isText = target.matches("input, textarea, select") || target.isContentEditable;
			if (isText || !(code === KEY || (key === "Escape" && isGallery))) return;
			event.preventDefault();
			if (isGallery) leavePlace();
			else goTo({ kind: "gallery" });
			// Where the keys go on: to the pictures, or to the canvas.
			const first = isGallery ? ".hfis-viewport" : ".hfis-tasks [role=gridcell] [tabindex='0']";
			requestAnimationFrame(() => element?.querySelector<HTMLElement>(first)?.focus());
		};
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [root, isGallery]);
}
