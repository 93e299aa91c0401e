// Copies a text, and says so for a moment; or that the clipboard did not take it.
import { Check, CircleAlert, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "../../../ui";
import { useTranslate } from "../../i18n/locale";

const SAID_MS = 1600;

interface CopyTextProps {
	/** What it is. */
	readonly name: string;
	readonly text: string;
	readonly label?: string;
}

export function CopyText({ name, text, label }: CopyTextProps) {
	const t = useTranslate();
	const [outcome, setOutcome] = useState<"copied" | "refused">();
	useEffect(() => {
		if (outcome !== "copied") return undefined;
		const timer = setTimeout(setOutcome, SAID_MS);
		return () => clearTimeout(timer);
	}, [outcome]);
	const copy = async (): Promise<void> => {
		// There is none where the page is not trusted.
		const copying = async () => navigator.clipboard.writeText(text);
		setOutcome(
			await copying().then(
				() => "copied",
				() => "refused",
			),
		);
	};
	const said = outcome && t(outcome === "copied" ? "export.copied" : "detail.clipboardFailed");
	return (
		<>
			<IconButton
				icon={outcome ? (outcome === "copied" ? Check : CircleAlert) : Copy}
				size={14}
				className="hfis-detail-copy"
				label={said ?? label ?? t("detail.copy", { name })}
				onClick={() => void copy()}
			/>
			<span className={outcome === "refused" ? "hfis-detail-refused" : "hfis-ui-visually-hidden"} role="status">
				{said}
			</span>
		</>
	);
}
