// The settings of one adjustment: its parameters, where it applies, and Reset. One drag is one step of the history.
import { RotateCcw } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "../../../../ui";
import { ADJUSTMENT_NAMES, ADJUSTMENT_STRINGS, PARAMETER_NAMES } from "../../../adjustmentStrings";
import { type AdjustmentLayer, activeMask, type DocumentCommand } from "../../../document";
import { type AdjustmentParameter, findAdjustment, isEmpty, parameterValue } from "../../../raster";
import type { RangeOption } from "../../../tools";
import { RangeField } from "../../options/RangeField";
import type { PanelProps } from "../../panelProps";
import { mergeKey } from "../mergeKey";
import { CurveEditor } from "./CurveEditor";
import { Histogram } from "./Histogram";

interface AdjustmentSettingsProps extends PanelProps {
	readonly layer: AdjustmentLayer;
	readonly title: string;
}

type Changes = Extract<DocumentCommand, { type: "adjustment.set" }>["changes"];

export function AdjustmentSettings({ session, snapshot, locale, layer, title }: AdjustmentSettingsProps) {
	const merge = useRef("adjustment");
	const { document } = snapshot;
	const parameters = findAdjustment(layer.kind)?.parameters ?? [];
	const begin = () => {
		merge.current = mergeKey("adjustment");
	};
	const set = (changes: Changes, key?: string) =>
		session.apply([
			{
				type: "commands",
				commands: [{ type: "adjustment.set", adjustment: layer.id, changes }],
				...(key !== undefined && { merge: key }),
			},
		]);
	const isInitial = Object.keys(layer.values).length === 0 && layer.curves === undefined;
	const mask = document && activeMask(document).coverage;
	const isMaskEmpty = mask === null || isEmpty(mask);
	return (
		<section className="hfis-adjustments" aria-label={title}>
			<div className="hfis-adjustments-title">
				<h4>{ADJUSTMENT_NAMES[layer.kind][locale]}</h4>
				<IconButton
					size={16}
					icon={RotateCcw}
					label={ADJUSTMENT_STRINGS.reset[locale]}
					disabled={isInitial}
					onClick={() => set({ values: {}, curves: undefined })}
				/>
			</div>
			{layer.kind === "curves" && (
				<CurveEditor {...{ layer, locale }} onBegin={begin} onChange={(curves) => set({ curves }, merge.current)} />
			)}
			{layer.kind === "levels" && <Histogram {...{ session, locale, layer }} />}
			{parameters.map((parameter) => (
				<RangeField
					key={parameter.id}
					option={optionOf(layer, parameter)}
					value={parameterValue(layer, parameter)}
					locale={locale}
					onBegin={begin}
					onChange={(value) => set({ values: { ...layer.values, [parameter.id]: value } }, merge.current)}
				/>
			))}
			<div className="hfis-adjustments-mask">
				<span className="hfis-ui-quiet">
					{ADJUSTMENT_STRINGS[layer.coverage === undefined ? "everywhere" : "isMasked"][locale]}
				</span>
				<button
					type="button"
					className="hfis-ui-button"
					disabled={isMaskEmpty}
					title={isMaskEmpty ? ADJUSTMENT_STRINGS.maskEmpty[locale] : undefined}
					onClick={() => mask && set({ coverage: mask })}
				>
					{ADJUSTMENT_STRINGS[layer.coverage === undefined ? "maskInside" : "maskReplace"][locale]}
				</button>
				{layer.coverage !== undefined && (
					<button type="button" className="hfis-ui-button" onClick={() => set({ coverage: undefined })}>
						{ADJUSTMENT_STRINGS.maskRemove[locale]}
					</button>
				)}
			</div>
		</section>
	);
}

function optionOf({ kind }: AdjustmentLayer, parameter: AdjustmentParameter): RangeOption {
	const { id, min, max, step, initial, isDistance, hasSquareRootScale } = parameter;
	const ownName = PARAMETER_NAMES[id] ?? ADJUSTMENT_NAMES[kind];
	return {
		...{ kind: "range", id, min, max, step, initial },
		label: id === "amount" ? ADJUSTMENT_NAMES[kind] : ownName,
		unit: isDistance ? "px" : "",
		...(hasSquareRootScale ? { hasSquareRootScale } : {}),
	};
}
