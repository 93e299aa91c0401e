// Keeps a native dialog modal for as long as it is in the page. Escape, the focus and the inert page behind it are the
// browser's work; nothing outside the root is changed.
import { type RefObject, useLayoutEffect, useRef } from "react";

export function useModalDialog(): RefObject<HTMLDialogElement | null> {
	const dialog = useRef<HTMLDialogElement>(null);
	// Closed while it is still in the page: then the browser gives the focus back to the element that had it before.
	useLayoutEffect(() => {
		const shown = dialog.current;
		const opener = document.activeElement;
		shown?.showModal();
		shown?.querySelector<HTMLElement>("[data-first]")?.focus();
		return () => {
			shown?.close();
			if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
		};
	}, []);
	return dialog;
}
