// The popover of the less common filters: date, mask, status and model. The button shows the number of active filters.
import { ListFilter } from "lucide-react";
import { useEffect, useState } from "react";
import { Popover, RadioGroup, Select } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { fromDay, toDay } from "../library/days";
import type { Library } from "../library/library";
import { TASK_STATUSES } from "../library/records";
import type { TaskFilter } from "../library/taskQuery";

interface FilterPopoverProps {
	readonly library: Pick<Library, "watchModels">;
	readonly filter: TaskFilter;
	readonly onChange: (filter: TaskFilter) => void;
}

export function FilterPopover(props: FilterPopoverProps) {
	const { status, days, from, to, model, hasMask } = props.filter;
	const t = useTranslate();
	const count = [status, days ?? from ?? to, model, hasMask].filter((value) => value !== undefined).length;
	return (
		<span className="hfis-ui-badge-holder">
			<Popover
				label={count > 0 ? t("tasks.filtersOn", { count }) : t("tasks.filters")}
				tooltipSide="below"
				buttonClassName="hfis-ui-icon-button"
				panelClassName="hfis-filters"
				face={<ListFilter size={15} aria-hidden="true" />}
			>
				{(close) => <Filters {...props} close={close} />}
			</Popover>
			{count > 0 ? (
				<span className="hfis-ui-badge" aria-hidden="true">
					{count}
				</span>
			) : null}
		</span>
	);
}

const DATE_RANGES = ["any", "1", "7", "30", "own"] as const;
const ANY = "";

function Filters({ library, filter, onChange, close }: FilterPopoverProps & { readonly close: () => void }) {
	const t = useTranslate();
	const { status, days, from, to, model = ANY, hasMask } = filter;
	const [hasCustomRange, setCustomRange] = useState(from !== undefined || to !== undefined);
	const [usedModels, setUsedModels] = useState<readonly string[]>([]);
	useEffect(() => library.watchModels(setUsedModels), [library]);
	const models = [...new Set([...usedModels, model])].filter((name) => name !== ANY);
	const range = hasCustomRange ? "own" : (DATE_RANGES.find((option) => option === String(days)) ?? "any");

	const change = (next: Partial<Record<keyof TaskFilter, unknown>>): void => {
		const defined = Object.entries({ ...filter, ...next }).filter(([, value]) => value !== undefined);
		onChange(Object.fromEntries(defined) as TaskFilter);
	};
	const chooseRange = (chosen: (typeof DATE_RANGES)[number]): void => {
		setCustomRange(chosen === "own");
		const count = Number(chosen);
		change({ days: count > 0 ? count : undefined, from: undefined, to: undefined });
	};
	const dateField = (which: "from" | "to", value: number | undefined) => (
		<label>
			{t(`tasks.day.${which}`)}
			<input
				type="date"
				defaultValue={value === undefined ? "" : toDay(value)}
				onChange={(event) => change({ days: undefined, [which]: fromDay(event.target.value, which === "to") })}
			/>
		</label>
	);
	return (
		<>
			<RadioGroup
				label={t("tasks.created")}
				value={range}
				options={DATE_RANGES.map((value) => ({ value, label: t(`tasks.created.${value}`) }))}
				onChange={chooseRange}
			/>
			{hasCustomRange ? (
				<div className="hfis-filters-pair">
					{dateField("from", from)}
					{dateField("to", to)}
				</div>
			) : null}
			<RadioGroup
				label={t("tasks.mask")}
				value={hasMask === undefined ? "any" : hasMask ? "with" : "without"}
				options={(["any", "with", "without"] as const).map((value) => ({ value, label: t(`tasks.mask.${value}`) }))}
				onChange={(chosen) => change({ hasMask: chosen === "any" ? undefined : chosen === "with" })}
			/>
			<div className="hfis-filters-pair">
				<div>
					<span>{t("tasks.statusFilter")}</span>
					<Select
						label={t("tasks.statusFilter")}
						value={status ?? "all"}
						side="below"
						onChange={(chosen) => change({ status: chosen === "all" ? undefined : chosen })}
						options={(["all", ...TASK_STATUSES] as const).map((value) => ({
							value,
							label: t(value === "all" ? "tasks.statusFilter.all" : `tasks.status.${value}`),
						}))}
					/>
				</div>
				<div>
					<span>{t("prompt.model")}</span>
					<Select
						label={t("prompt.model")}
						value={model}
						side="below"
						onChange={(chosen) => change({ model: chosen === ANY ? undefined : chosen })}
						options={[ANY, ...models].map((value) => ({ value, label: value || t("tasks.anyModel") }))}
					/>
				</div>
			</div>
			<button
				type="button"
				className="hfis-ui-button hfis-ui-button-quiet"
				onClick={() => {
					close();
					onChange({});
				}}
			>
				{t("tasks.showAll")}
			</button>
		</>
	);
}
