// Sets the number of columns in the task grid. At the slider's minimum it is chosen automatically.
import { Columns3 } from "lucide-react";
import { Popover } from "../../ui";
import { useTranslate } from "../i18n/locale";

export interface ColumnsChoice {
	/** null: automatic. */
	readonly requested: number | null;
	readonly onChange: (columns: number | null) => void;
}

interface ColumnsControlProps extends ColumnsChoice {
	readonly shown: number;
	/** The largest number that fits. */
	readonly max: number;
}

export function ColumnsControl({ requested, onChange, shown, max }: ColumnsControlProps) {
	const t = useTranslate();
	const valueText = requested === null ? t("tasks.columnsAuto", { count: shown }) : String(shown);
	return (
		<Popover
			label={t("tasks.columns")}
			tooltipSide="below"
			buttonClassName="hfis-ui-icon-button"
			face={<Columns3 size={15} aria-hidden="true" />}
		>
			{() => (
				<label className="hfis-grid-columns">
					{t("tasks.columns")}
					<input
						type="range"
						data-first=""
						min={1}
						max={Math.max(2, max)}
						value={requested === null ? 1 : shown}
						aria-valuetext={valueText}
						onChange={({ target: { valueAsNumber } }) => onChange(valueAsNumber < 2 ? null : valueAsNumber)}
					/>
					<output>{valueText}</output>
				</label>
			)}
		</Popover>
	);
}
