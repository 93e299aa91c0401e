// A button that copies a text to the clipboard and confirms it for a moment, or reports that the clipboard is refused.
import { Check, CircleAlert, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "../../../ui";
import { useTranslate } from "../../i18n/locale";

const CONFIRMATION_MS = 1600;

interface CopyTextProps {
	/** The name of the text, for the default label. */
	readonly name: string;
	readonly text: string;
	readonly label?: string;
}

export function CopyText({ name, text, label }: CopyTextProps) {
	const t = useTranslate();
	const [outcome, setOutcome] = useState<"copied" | "refused">();
	useEffect(() => {
		if (outcome !== "copied") return undefined;
		const timer = setTimeout(setOutcome, CONFIRMATION_MS);
		return () => clearTimeout(timer);
	}, [outcome]);
	const copy = async (): Promise<void> => {
		// In an insecure context `navigator.clipboard` is undefined and the call throws.
		const write = async () => navigator.clipboard.writeText(text);
		setOutcome(
			await write().then(
				() => "copied",
				() => "refused",
			),
		);
	};
	const message = outcome && t(outcome === "copied" ? "export.copied" : "detail.clipboardFailed");
	return (
		<>
			<IconButton
				icon={outcome ? (outcome === "copied" ? Check : CircleAlert) : Copy}
				size={14}
				className="hfis-detail-copy"
				label={message ?? label ?? t("detail.copy", { name })}
				onClick={() => void copy()}
			/>
			<span className={outcome === "refused" ? "hfis-detail-refused" : "hfis-ui-visually-hidden"} role="status">
				{message}
			</span>
		</>
	);
}
