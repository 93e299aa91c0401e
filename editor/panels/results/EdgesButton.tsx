// The popover with the options of pasting a result's edges. While it is open the canvas shows the accepted coverage.
import { Feather } from "lucide-react";
import { useEffect } from "react";
import type { ResultLayer } from "../../document";
import { fill, STRINGS } from "../../strings";
import { changePasteEdge, pasteEdgeOptions, pasteEdgeValues } from "../../tools";
import { EditorPopover } from "../EditorPopover";
import { OptionField } from "../options/OptionField";
import type { PanelProps } from "../panelProps";

interface EdgesButtonProps extends PanelProps {
	readonly layer: ResultLayer;
}

export function EdgesButton(props: EdgesButtonProps) {
	const label = STRINGS.resultEdges[props.locale];
	return (
		<EditorPopover
			{...{ label }}
			face={<Feather size={18} strokeWidth={1.75} aria-hidden="true" />}
			panelClassName="hfis-edges-button-panel"
			buttonClassName="hfis-ui-icon-button-strong"
			tooltipSide="above"
			name="edges"
		>
			{() => <EdgeOptions {...props} />}
		</EditorPopover>
	);
}

function EdgeOptions({ session, locale, layer }: EdgesButtonProps) {
	useEffect(() => {
		session.apply([{ type: "show", edgesOf: layer.id, results: true }]);
		return () => session.apply([{ type: "show", edgesOf: null }]);
	}, [session, layer.id]);
	const shift = session.getPatch(layer)?.shift;
	const isMoved = shift !== undefined && (shift.x !== 0 || shift.y !== 0);
	return (
		<>
			{pasteEdgeOptions(layer).map((option) => (
				<OptionField
					key={option.id}
					{...{ option, locale }}
					values={pasteEdgeValues(layer)}
					onChange={(value) => session.apply(changePasteEdge(layer, option.id, value))}
				/>
			))}
			{isMoved && <p className="hfis-ui-quiet">{fill(STRINGS.shiftCorrected, locale, { x: shift.x, y: shift.y })}</p>}
			<p className="hfis-ui-quiet">{STRINGS.resultEdgesHint[locale]}</p>
		</>
	);
}
