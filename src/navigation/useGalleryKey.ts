// The key that toggles the gallery from anywhere in the panel. Escape leaves the gallery as well.
import { type RefObject, useEffect } from "react";
import { shortcutOf } from "../../editor/basics";
import { isKey } from "../keys/keymap";
import { goTo, leavePlace, useIsGallery } from "./route";

export function useGalleryKey(root: RefObject<HTMLElement | null>): void {
	const isGallery = useIsGallery();
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent): void => {
			const { target, defaultPrevented, isComposing, repeat } = event;
			const element = root.current;
			const isLeaving = isGallery && shortcutOf(event) === "Escape";
			if (defaultPrevented || isComposing || repeat || !(isLeaving || isKey(event, "studio.gallery"))) return;
			if (!(target instanceof HTMLElement) || element?.querySelector("dialog[open], [popover]:popover-open")) return;
			// With the body as its target the key was pressed after the focused element had been removed.
			if (target !== document.body && !element?.contains(target)) return;
			const isText = target.matches("input, textarea, select") || target.isContentEditable;
			if (isText) return;
			event.preventDefault();
			if (isGallery) leavePlace();
			else goTo({ kind: "gallery" });
			// The focus follows: to the first card, or back to the canvas.
			const first = isGallery ? ".hfis-viewport" : ".hfis-tasks [role=gridcell] [tabindex='0']";
			requestAnimationFrame(() => element?.querySelector<HTMLElement>(first)?.focus());
		};
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [root, isGallery]);
}
