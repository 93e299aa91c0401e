// A native modal dialog inside the root. Escape, the focus and the inert page behind it are the browser's work; nothing
// outside the root is touched.
import { X } from "lucide-react";
import { type ReactNode, useId, useRef } from "react";
import { useDialogOverlay } from "./dialogOverlay";
import { IconButton } from "./IconButton";
import { useModalDialog } from "./useModalDialog";

export interface DialogProps {
	readonly title: string;
	readonly closeLabel: string;
	readonly onClose: () => void;
	readonly children: ReactNode;
	/** Buttons at the bottom. */
	readonly actions?: ReactNode;
	/** Keys that are pressed in it reach nothing around it. */
	readonly containsKeys?: boolean;
	readonly className?: string;
	readonly contentClassName?: string;
	readonly actionsClassName?: string;
}

export function Dialog(props: DialogProps) {
	const { title, closeLabel, onClose, children, actions, containsKeys = false } = props;
	const { className = "", contentClassName = "", actionsClassName = "" } = props;
	const dialog = useModalDialog();
	const overlay = useDialogOverlay();
	const titleId = useId();
	const pressed = useRef<EventTarget>(null);
	return (
		<dialog
			ref={dialog}
			className={`hfis-ui-dialog ${className}`}
			// A press between its controls keeps the keyboard in it.
			tabIndex={-1}
			aria-labelledby={titleId}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			onKeyDown={(event) => {
				if (containsKeys) event.stopPropagation();
			}}
			onPointerDown={({ target }) => {
				pressed.current = target;
			}}
			// A click on the backdrop closes it. Selecting text with a release out there does not.
			onClick={({ target }) => {
				if (target === dialog.current && target === pressed.current) onClose();
			}}
		>
			<div className="hfis-ui-dialog-body">
				<header className="hfis-ui-dialog-header">
					<h2 id={titleId} className="hfis-ui-dialog-title">
						{title}
					</h2>
					<IconButton icon={X} label={closeLabel} onClick={onClose} />
				</header>
				<div className={`hfis-ui-dialog-content ${contentClassName}`}>{children}</div>
				{actions ? <footer className={`hfis-ui-dialog-actions ${actionsClassName}`}>{actions}</footer> : null}
			</div>
			{overlay}
		</dialog>
	);
}
