// A native modal dialog inside the panel's root. Escape, focus and the inert page behind it are the browser's work;
// nothing outside the root is touched.
import { X } from "lucide-react";
import { type ReactNode, useContext, useId, useRef } from "react";
import { IconButton } from "./IconButton";
import { OverDialogs } from "./overDialogs";
import { useModal } from "./useModal";

interface DialogProps {
	readonly title: string;
	readonly closeLabel: string;
	readonly onClose: () => void;
	readonly children: ReactNode;
	/** Buttons at the bottom. */
	readonly actions?: ReactNode;
	readonly className?: string;
}

export function Dialog({ title, closeLabel, onClose, children, actions, className = "" }: DialogProps) {
	const dialog = useModal();
	const over = useContext(OverDialogs);
	const titleId = useId();
	const pressed = useRef<EventTarget>(null);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click on the backdrop is the pointer's way.
		<dialog
			ref={dialog}
			className={`hfis-dialog ${className}`}
			// A press beside everything in it leaves the keys with it.
			tabIndex={-1}
			aria-labelledby={titleId}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			onPointerDown={({ target }) => {
				pressed.current = target;
			}}
			// Who selects a text and lets go out there is still at work in here.
			onClick={({ target }) => {
				if (target === dialog.current && target === pressed.current) onClose();
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
			{over}
		</dialog>
	);
}
