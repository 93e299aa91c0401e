// One stored output: its picture, which is fetched when it is first shown, and its actions.
import { Check, Download, ImageUp } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "../../ui";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import { useLocale, useTranslate } from "../i18n/locale";

interface CloudPictureProps {
	readonly output: CloudOutput;
	readonly isInLibrary: boolean;
	readonly isBusy: boolean;
	readonly fetchOutput: (output: CloudOutput) => Promise<Blob>;
	readonly onImport: () => void;
	readonly onOpen: () => void;
}

export function CloudPicture({ output, isInLibrary, isBusy, fetchOutput, onImport, onOpen }: CloudPictureProps) {
	const t = useTranslate();
	const locale = useLocale();
	const [url, setUrl] = useState<string | null>(null);
	const [isMissing, setMissing] = useState(false);
	useEffect(() => {
		let objectUrl: string | undefined;
		let isUnmounted = false;
		fetchOutput(output).then(
			(blob) => {
				if (isUnmounted) return;
				objectUrl = URL.createObjectURL(blob);
				setUrl(objectUrl);
			},
			() => {
				if (!isUnmounted) setMissing(true);
			},
		);
		return () => {
			isUnmounted = true;
			if (objectUrl) URL.revokeObjectURL(objectUrl);
		};
	}, [output, fetchOutput]);

	const day =
		output.createdAt === undefined
			? ""
			: new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(output.createdAt);
	const name = [output.model, day].filter(Boolean).join(" · ") || t("cloudOutputs.importedPrompt");
	return (
		<li className="hfis-cloud-outputs-item" aria-label={name}>
			<div className="hfis-cloud-outputs-picture">
				{url ? <img src={url} alt={name} draggable={false} /> : null}
				{isMissing ? <span>{t("cloudOutputs.missing")}</span> : null}
			</div>
			<p title={name}>{name}</p>
			<div className="hfis-cloud-outputs-actions">
				{isInLibrary ? (
					<span className="hfis-cloud-outputs-known">
						<Check size={13} aria-hidden="true" />
						{t("cloudOutputs.inLibrary")}
					</span>
				) : (
					<IconButton
						icon={Download}
						size={15}
						label={t("cloudOutputs.addToLibrary")}
						disabled={isBusy || isMissing}
						onClick={onImport}
					/>
				)}
				<IconButton
					icon={ImageUp}
					size={15}
					label={t("cloudOutputs.openOnCanvas")}
					disabled={isBusy || isMissing}
					onClick={onOpen}
				/>
			</div>
		</li>
	);
}
