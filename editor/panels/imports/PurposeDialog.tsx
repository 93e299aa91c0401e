// Asks how to use files that arrived without a purpose, by a paste for example, so that no work is replaced without asking.
import { useEffect, useState } from "react";
import { fill, STRINGS } from "../../strings";
import type { PickPurpose } from "../../tools";
import type { Phrase } from "../../types";
import { EditorDialog } from "../EditorDialog";
import type { PanelProps } from "../panelProps";

interface PurposeDialogProps extends Pick<PanelProps, "snapshot" | "locale"> {
	readonly files: readonly File[];
	onChoose(purpose: PickPurpose): void;
	onClose(): void;
}

/** The first choice replaces nothing; it has the focus. */
const CHOICES: readonly { purpose: PickPurpose; key: string; label: Phrase; more?: Phrase }[] = [
	{ purpose: "reference", key: "R", label: STRINGS.useReference, more: STRINGS.useReferenceHint },
	{ purpose: "mask", key: "M", label: STRINGS.useMask },
	{ purpose: "picture", key: "O", label: STRINGS.useOpen, more: STRINGS.useOpenHint },
];

export function PurposeDialog({ files, snapshot, locale, onChoose, onClose }: PurposeDialogProps) {
	const [file] = files;
	const address = useObjectUrl(file);
	const [measured, setMeasured] = useState<{ width: number; height: number } | null>(null);
	const { picture } = snapshot.state;
	if (picture === null || file === undefined) return null;
	const isMaskSize = measured === null || (measured.width === picture.width && measured.height === picture.height);
	const { width, height } = picture;
	const isPossible = (purpose: PickPurpose) => purpose !== "mask" || (isMaskSize && files.length === 1);
	const moreOf = (purpose: PickPurpose, more: Phrase | undefined) => {
		if (purpose !== "mask") return more?.[locale];
		if (isMaskSize || measured === null) return fill(STRINGS.useMaskHint, locale, { width, height });
		const other = { otherWidth: measured.width, otherHeight: measured.height };
		return fill(STRINGS.useMaskSizeMismatch, locale, { width, height, ...other });
	};
	return (
		<EditorDialog
			title={STRINGS.useTitle[locale]}
			locale={locale}
			className="hfis-imports-purpose-dialog"
			onClose={onClose}
		>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of its buttons. */}
			<div
				className="hfis-imports-purpose"
				onKeyDown={({ key, ctrlKey, metaKey, altKey }) => {
					const chosen = CHOICES.find((choice) => choice.key === key.toUpperCase());
					if (chosen && isPossible(chosen.purpose) && !ctrlKey && !metaKey && !altKey) onChoose(chosen.purpose);
				}}
			>
				{address !== null && (
					<img
						src={address}
						alt=""
						onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
							setMeasured({ width: naturalWidth, height: naturalHeight })
						}
						onError={({ currentTarget }) => {
							currentTarget.hidden = true;
						}}
					/>
				)}
				<p className="hfis-imports-purpose-name" title={file.name}>
					{file.name}
					{files.length > 1 && ` +${files.length - 1}`}
				</p>
				{CHOICES.map(({ purpose, key, label, more }, index) => (
					<button
						key={purpose}
						type="button"
						className="hfis-imports-purpose-choice"
						data-purpose={purpose}
						data-first={index === 0 ? "" : undefined}
						disabled={!isPossible(purpose)}
						aria-keyshortcuts={key}
						onClick={() => onChoose(purpose)}
					>
						<strong>{label[locale]}</strong>
						<span>{moreOf(purpose, more)}</span>
						<span className="hfis-ui-kbd" aria-hidden="true">
							{key}
						</span>
					</button>
				))}
			</div>
		</EditorDialog>
	);
}

/** An object URL of an image file, revoked when another file is shown. */
function useObjectUrl(file: File | undefined): string | null {
	const [address, setAddress] = useState<string | null>(null);
	useEffect(() => {
		if (file === undefined || !file.type.startsWith("image/")) return;
		const made = URL.createObjectURL(file);
		setAddress(made);
		return () => URL.revokeObjectURL(made);
	}, [file]);
	return address;
}
