// The brightness histogram of the picture under an adjustment, with its black and white points. It is counted in a worker.
import { useEffect, useState } from "react";
import { ADJUSTMENT_STRINGS } from "../../../adjustmentStrings";
import type { AdjustmentLayer } from "../../../document";
import type { PanelProps } from "../../panelProps";

interface HistogramProps extends Pick<PanelProps, "session" | "locale"> {
	readonly layer: AdjustmentLayer;
}

/** The share of the highest bar that the others are drawn against; a picture's black and white would flatten them. */
const TALL = 0.98;

export function Histogram({ session, locale, layer }: HistogramProps) {
	const [counts, setCounts] = useState<readonly number[] | null>(null);
	const { id, values } = layer;
	const key = session.adjustments.keyUnder(id);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the picture under the adjustment.
	useEffect(() => {
		const stopping = new AbortController();
		session.adjustments.countUnder(id, stopping.signal).then(
			(counted) => {
				if (!stopping.signal.aborted) setCounts(counted);
			},
			// The picture was closed, or cannot be read: the levels work without a histogram.
			() => undefined,
		);
		return () => stopping.abort();
	}, [session, id, key]);
	const highest = counts === null ? 1 : Math.max(1, [...counts].sort((a, b) => a - b)[Math.floor(255 * TALL)] ?? 1);
	const bars = (counts ?? []).map((count, x) => `M${x + 0.5} 100V${100 - Math.min(100, (count / highest) * 100)}`);
	return (
		<svg
			className="hfis-adjustments-histogram"
			viewBox="0 0 256 100"
			preserveAspectRatio="none"
			role="img"
			aria-label={ADJUSTMENT_STRINGS.histogram[locale]}
			data-counted={counts !== null}
		>
			<path className="hfis-adjustments-bars" d={bars.join("")} />
			<path className="hfis-adjustments-ends" d={`M${values.black ?? 0} 0V100M${(values.white ?? 255) + 1} 0V100`} />
		</svg>
	);
}
