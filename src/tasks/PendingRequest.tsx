// A request whose pictures are not there yet: its prompt, its state, and a button that cancels it.
import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslate } from "../i18n/locale";

interface PendingRequestProps {
	readonly label: string;
	readonly prompt: string;
	readonly state: string;
	/** The request has been sent. */
	readonly isRunning?: boolean;
	readonly onCancel: () => void;
	/** Its progress, if that can be told. */
	readonly children?: ReactNode;
}

export function PendingRequest({ label, prompt, state, isRunning, onCancel, children }: PendingRequestProps) {
	const t = useTranslate();
	return (
		<section className="hfis-card-preparing" aria-label={label} aria-busy={isRunning}>
			<LoaderCircle size={16} className="hfis-ui-spin" aria-hidden="true" />
			<div className="hfis-card-preparing-text">
				<p className="hfis-card-prompt">{prompt}</p>
				<p className="hfis-card-meta">{state}</p>
				{children}
			</div>
			<button type="button" className="hfis-ui-button hfis-ui-button-quiet" onClick={onCancel}>
				{t("app.cancel")}
			</button>
		</section>
	);
}
