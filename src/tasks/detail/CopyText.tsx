// Copies a text, and says so for a moment.
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "../../controls/IconButton";
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
	const [isCopied, setCopied] = useState(false);
	useEffect(() => {
		if (!isCopied) return undefined;
		const timer = setTimeout(() => setCopied(false), SAID_MS);
		return () => clearTimeout(timer);
	}, [isCopied]);
	return (
		<>
			<IconButton
				icon={isCopied ? Check : Copy}
				size={14}
				className="hfis-detail-copy"
				label={isCopied ? t("export.copied") : (label ?? t("detail.copy", { name }))}
				onClick={() =>
					void navigator.clipboard?.writeText(text).then(
						() => setCopied(true),
						() => {},
					)
				}
			/>
			<span className="hfis-visually-hidden" role="status">
				{isCopied ? t("export.copied") : ""}
			</span>
		</>
	);
}
