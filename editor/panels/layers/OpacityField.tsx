// The opacity of a layer. One drag is one step of the history.
import { useRef } from "react";
import { STRINGS } from "../../strings";
import type { RangeOption } from "../../tools";
import type { Locale } from "../../types";
import { RangeField } from "../options/RangeField";
import { mergeKey } from "./mergeKey";

const OPACITY: RangeOption = {
	kind: "range",
	id: "opacity",
	label: STRINGS.opacity,
	initial: 1,
	min: 0.05,
	max: 1,
	step: 0.01,
	unit: "%",
};

interface OpacityFieldProps {
	readonly value: number;
	readonly locale: Locale;
	onChange(value: number, merge: string): void;
}

export function OpacityField({ value, locale, onChange }: OpacityFieldProps) {
	const merge = useRef("opacity");
	return (
		<RangeField
			option={OPACITY}
			{...{ value, locale }}
			onBegin={() => {
				merge.current = mergeKey("opacity");
			}}
			onChange={(opacity) => onChange(opacity, merge.current)}
		/>
	);
}
