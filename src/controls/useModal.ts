// A native dialog that is modal for as long as it is in the page. Escape, focus and the inert page behind it are the
// browser's work.
import { type RefObject, useLayoutEffect, useRef } from "react";

export function useModal(): RefObject<HTMLDialogElement | null> {
	const dialog = useRef<HTMLDialogElement>(null);
	// Closed while it is still in the page: then the browser gives the focus back to where it was.
	useLayoutEffect(() => {
		const shown = dialog.current;
		const opener = document.activeElement;
		shown?.showModal();
		return () => {
			shown?.close();
			if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
		};
	}, []);
	return dialog;
}
