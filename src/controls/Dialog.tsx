// A native modal dialog inside the panel's root. Escape, focus and the inert page behind it are the browser's work;
// nothing outside the root is touched.
import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { IconButton } from "./IconButton";

interface DialogProps {
	readonly title: string;
	readonly closeLabel: string;
	readonly onClose: () => void;
	readonly children: ReactNode;
	/** Buttons at the bottom. */
	readonly actions?: ReactNode;
}

export function Dialog({ title, closeLabel, onClose, children, actions }: DialogProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const titleId = useId();
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
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click on the backdrop is the pointer's way.
		<dialog
			ref={dialog}
			className="hfis-dialog"
			aria-labelledby={titleId}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			onClick={(event) => {
				if (event.target === dialog.current) onClose();
			}}
		>
			<div className="hfis-dialog-body">
				<header className="hfis-dialog-header">
					<h2 id={titleId}>{title}</h2>
					<IconButton icon={X} label={closeLabel} onClick={onClose} />
				</header>
				<div className="hfis-dialog-content">{children}</div>
				{actions ? <footer className="hfis-dialog-actions">{actions}</footer> : null}
			</div>
		</dialog>
	);
}
