// One saved picture: fetched when it is shown for the first time, and what can be done with it.
import { Check, Download, ImageUp } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "../controls/IconButton";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import { useLocale, useTranslate } from "../i18n/locale";

interface SavedPictureProps {
	readonly output: CloudOutput;
	readonly isKnown: boolean;
	readonly isBusy: boolean;
	readonly fetchOutput: (output: CloudOutput) => Promise<Blob>;
	readonly onBring: () => void;
	readonly onOpen: () => void;
}

export function SavedPicture({ output, isKnown, isBusy, fetchOutput, onBring, onOpen }: SavedPictureProps) {
	const t = useTranslate();
	const locale = useLocale();
	const [url, setUrl] = useState<string | null>(null);
	const [isMissing, setMissing] = useState(false);
	useEffect(() => {
		let made: string | undefined;
		let isGone = false;
		fetchOutput(output).then(
			(blob) => {
				if (isGone) return;
				made = URL.createObjectURL(blob);
				setUrl(made);
			},
			() => {
				if (!isGone) setMissing(true);
			},
		);
		return () => {
			isGone = true;
			if (made) URL.revokeObjectURL(made);
		};
	}, [output, fetchOutput]);

	const day =
		output.createdAt === undefined
			? ""
			: new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(output.createdAt);
	const name = [output.model, day].filter(Boolean).join(" · ") || t("saved.prompt");
	return (
		<li className="hfis-saved-item" aria-label={name}>
			<div className="hfis-saved-picture">
				{url ? <img src={url} alt={name} draggable={false} /> : null}
				{isMissing ? <span>{t("saved.missing")}</span> : null}
			</div>
			<p title={name}>{name}</p>
			<div className="hfis-saved-actions">
				{isKnown ? (
					<span className="hfis-saved-known">
						<Check size={13} aria-hidden="true" />
						{t("saved.known")}
					</span>
				) : (
					<IconButton
						icon={Download}
						size={15}
						label={t("saved.bring")}
						disabled={isBusy || isMissing}
						onClick={onBring}
					/>
				)}
				<IconButton icon={ImageUp} size={15} label={t("saved.open")} disabled={isBusy || isMissing} onClick={onOpen} />
			</div>
		</li>
	);
}
