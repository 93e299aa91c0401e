// A native modal dialog inside the editor's root. Escape, the focus and the inert page behind it are the browser's work;
// nothing outside the root is touched.
import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { STRINGS } from "../../strings";
import type { Locale } from "../../types";

interface ModalProps {
	readonly title: string;
	readonly locale: Locale;
	readonly className?: string;
	readonly children: ReactNode;
	/** Buttons at the bottom. */
	readonly actions?: ReactNode;
	onClose(): void;
}

export function Modal({ title, locale, className = "", children, actions, onClose }: ModalProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const titleId = useId();
	// Before it is taken away, so that the browser gives the focus back to where it came from.
	useLayoutEffect(() => {
		const shown = dialog.current;
		shown?.showModal();
		shown?.querySelector<HTMLElement>("[data-first]")?.focus();
		return () => shown?.close();
	}, []);
	return (
		<dialog
			ref={dialog}
			className={`hfis-modal ${className}`}
			aria-labelledby={titleId}
			onKeyDown={(event) => event.stopPropagation()}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			onClick={(event) => {
				if (event.target === dialog.current) onClose();
			}}
		>
			<div className="hfis-modal-body">
				<header className="hfis-modal-header">
					<h2 id={titleId}>{title}</h2>
					<button type="button" className="hfis-button" aria-label={STRINGS.close[locale]} onClick={onClose}>
						<X size={16} aria-hidden="true" />
					</button>
				</header>
				<div className="hfis-modal-content">{children}</div>
				{actions && <footer className="hfis-modal-actions">{actions}</footer>}
			</div>
		</dialog>
	);
}
