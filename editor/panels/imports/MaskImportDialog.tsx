// The dialog that imports a mask file: which pixels are masked, a preview, and how much of the picture they cover.
import { useEffect, useId, useState } from "react";
import { activeMask } from "../../document";
import { toEditorError } from "../../input/dropAndPaste";
import { fill, POLARITY_NAMES, STRINGS } from "../../strings";
import type { MaskPolarity } from "../../types";
import type { MaskReading } from "../../work";
import { EditorDialog } from "../EditorDialog";
import type { PanelProps } from "../panelProps";
import { Thumbnail } from "../Thumbnail";

const ORDER: readonly MaskPolarity[] = ["transparent", "opaque", "light", "dark"];

interface MaskImportProps extends PanelProps {
	readonly file: File;
	onClose(): void;
}

export function MaskImportDialog({ session, snapshot, locale, file, onClose }: MaskImportProps) {
	const [detected, setDetected] = useState<MaskPolarity | null>(null);
	const [chosen, setChosen] = useState<MaskPolarity | null>(null);
	const [read, setRead] = useState<{ readonly as: MaskPolarity | null; readonly reading: MaskReading } | null>(null);
	const [isReplacing, setReplacing] = useState(false);
	const { document } = snapshot;
	const id = useId();

	useEffect(() => {
		let isCurrent = true;
		session.masks.read(file, chosen).then(
			(reading) => {
				if (!isCurrent) return;
				setRead({ as: chosen, reading });
				if (chosen === null) setDetected(reading.polarity);
			},
			(error: unknown) => {
				if (!isCurrent) return;
				session.notify(toEditorError(error));
				onClose();
			},
		);
		return () => {
			isCurrent = false;
		};
	}, [session, file, chosen, onClose]);

	if (document === null) return null;
	if (read === null) {
		return (
			<div className="hfis-editor-notices">
				<div className="hfis-editor-notices-busy" role="status">
					<span className="hfis-ui-spinner" aria-hidden="true" />
					{STRINGS.opening[locale]}
				</div>
			</div>
		);
	}
	const { reading } = read;
	const canApply = read.as === chosen && reading.editPixels > 0;
	const { width, height, image } = document.picture;
	const mask = activeMask(document);
	const polarity = chosen ?? reading.likeliest;
	const share = reading.editPixels / (width * height);
	const apply = () => {
		onClose();
		session.masks.add(reading.coverage, isReplacing);
	};
	return (
		<EditorDialog
			title={STRINGS.importTitle[locale]}
			locale={locale}
			className="hfis-imports-mask"
			onClose={onClose}
			actions={
				<>
					<button type="button" className="hfis-ui-button" onClick={onClose}>
						{STRINGS.cancel[locale]}
					</button>
					<button type="submit" form={id} className="hfis-ui-button hfis-ui-button-primary" disabled={!canApply}>
						{STRINGS.apply[locale]}
					</button>
				</>
			}
		>
			<form
				id={id}
				onSubmit={(event) => {
					event.preventDefault();
					if (canApply) apply();
				}}
			>
				<div className="hfis-imports-mask-preview">
					<Thumbnail
						{...{ session, image }}
						side={200}
						size={{ width, height }}
						coverage={reading.coverage}
						colour={mask.colour}
						label={STRINGS.maskPreview[locale]}
					/>
					<p role="status">{describeCoverage(share, locale)}</p>
				</div>
				<div className="hfis-imports-mask-choices">
					<fieldset>
						<legend>{STRINGS.maskedArea[locale]}</legend>
						{ORDER.map((value) => (
							<label key={value} className="hfis-ui-radio">
								<input
									type="radio"
									name={`${id} meaning`}
									value={value}
									checked={polarity === value}
									data-first={polarity === value ? "" : undefined}
									onChange={() => setChosen(value)}
								/>
								{POLARITY_NAMES[value][locale]}
								{detected === value && <span className="hfis-ui-quiet">{STRINGS.detected[locale]}</span>}
							</label>
						))}
					</fieldset>
					<fieldset>
						<legend className="hfis-ui-visually-hidden">{STRINGS.mask[locale]}</legend>
						{[false, true].map((replaces) => (
							<label key={String(replaces)} className="hfis-ui-radio">
								<input
									type="radio"
									name={`${id} replace`}
									checked={isReplacing === replaces}
									onChange={() => setReplacing(replaces)}
								/>
								{(replaces ? STRINGS.replaceMask : STRINGS.addToMask)[locale]}
							</label>
						))}
					</fieldset>
				</div>
			</form>
		</EditorDialog>
	);
}

function describeCoverage(share: number, locale: PanelProps["locale"]): string {
	if (share === 0) return STRINGS.maskWouldBeEmpty[locale];
	const percent = share < 0.001 ? "< 0.1%" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
	return fill(STRINGS.maskCoverage, locale, { percent });
}
