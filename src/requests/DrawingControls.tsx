// The choice beside the prompt of how annotations reach the model, each way with the reason why it cannot be used.
import type { DrawingEncoding } from "../../editor/types";
import { RadioGroup } from "../../ui";
import { useTranslate } from "../i18n/locale";
import {
	DRAWING_ENCODINGS,
	type DrawingChoice,
	type DrawingContext,
	drawingEncoding,
	encodingProblem,
} from "./drawingEncoding";
import { type EditChoices, useEditChoices } from "./requestChoices";

interface DrawingControlsProps {
	readonly choices: EditChoices;
	readonly context: DrawingContext;
}

/** In picture pixels. */
const MAX_GROWTH = 256;

export function DrawingControls({ choices: { drawings, drawingsGrow }, context }: DrawingControlsProps) {
	const t = useTranslate();
	const label = (encoding: DrawingEncoding) => t(`requestPreview.drawings.${encoding}`);
	const used = drawingEncoding(drawings, context);
	const disabledReason = (encoding: DrawingEncoding) => {
		const problem = encodingProblem(encoding, context);
		return problem && t(problem);
	};
	return (
		<>
			<RadioGroup<DrawingChoice>
				label={t("requestPreview.drawings")}
				value={drawings === used ? drawings : "auto"}
				onChange={(choice) => useEditChoices.setState({ drawings: choice })}
				options={[
					{ value: "auto", label: t("requestPreview.drawings.auto") },
					...DRAWING_ENCODINGS.map((value) => ({ value, label: label(value), disabledReason: disabledReason(value) })),
				]}
				hint={`${drawings === used ? "" : t("requestPreview.drawings.now", { way: label(used) })} ${t(`requestPreview.drawings.${used}.hint`)}`.trim()}
			/>
			{used === "mask" ? (
				<label className="hfis-requests-range">
					<span>{t("requestPreview.drawings.grow")}</span>
					<input
						type="range"
						min={0}
						max={MAX_GROWTH}
						step={4}
						value={drawingsGrow}
						onChange={(event) => useEditChoices.setState({ drawingsGrow: event.target.valueAsNumber })}
					/>
					<output>{t("requestPreview.drawings.growValue", { pixels: drawingsGrow })}</output>
				</label>
			) : null}
		</>
	);
}
