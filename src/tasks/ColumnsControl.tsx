// How many cards stand beside each other: as many as there is room for, or as many as one says.
import { Columns3 } from "lucide-react";
import { Popover } from "../../ui";
import { useTranslate } from "../i18n/locale";

export interface ColumnsChoice {
	/** null: as many as suit the room. */
	readonly wanted: number | null;
	readonly onWant: (columns: number | null) => void;
}

interface ColumnsControlProps extends ColumnsChoice {
	readonly shown: number;
	/** As many as there is room for. */
	readonly most: number;
}

export function ColumnsControl({ wanted, onWant, shown, most }: ColumnsControlProps) {
	const t = useTranslate();
	const words = wanted === null ? t("tasks.columnsAuto", { count: shown }) : String(shown);
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
						max={Math.max(2, most)}
						value={wanted === null ? 1 : shown}
						aria-valuetext={words}
						onChange={({ target: { valueAsNumber } }) => onWant(valueAsNumber < 2 ? null : valueAsNumber)}
					/>
					<output>{words}</output>
				</label>
			)}
		</Popover>
	);
}
