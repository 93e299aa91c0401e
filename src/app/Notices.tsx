// The notices, and a live region that says them.
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { IconButton } from "../controls/IconButton";
import { useTranslate } from "../i18n/locale";
import { dismiss, useNotices } from "./notices";

const ICONS = { info: Info, success: CircleCheck, error: CircleAlert };

export function Notices() {
	const t = useTranslate();
	const notices = useNotices((state) => state.notices);
	return (
		<section className="hfis-toasts" aria-label={t("app.notices")} aria-live="polite">
			{notices.map(({ id, tone, text, action }) => {
				const Icon = ICONS[tone];
				return (
					<div key={id} className={`hfis-toast hfis-toast-${tone}`} role={tone === "error" ? "alert" : undefined}>
						<Icon size={16} aria-hidden="true" />
						<p>{text}</p>
						{action ? (
							<button
								type="button"
								className="hfis-btn hfis-btn-quiet"
								onClick={() => {
									dismiss(id);
									action.run();
								}}
							>
								{action.label}
							</button>
						) : null}
						<IconButton icon={X} size={14} label={t("app.dismiss")} onClick={() => dismiss(id)} />
					</div>
				);
			})}
		</section>
	);
}
