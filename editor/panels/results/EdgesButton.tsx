// How the result's edges are pasted, in sliders; while they are open the canvas shows how much of the answer is taken.
import { Feather } from "lucide-react";
import { useEffect } from "react";
import type { ResultLayer } from "../../document/index";
import { fill, STRINGS } from "../../strings";
import { changePasteEdge, pasteEdgeOptions, pasteEdgeValues } from "../../tools/index";
import { EditorPopover } from "../EditorPopover";
import { OptionField } from "../options/OptionField";
import type { ChromeProps } from "../panelProps";

interface EdgesButtonProps extends ChromeProps {
	readonly layer: ResultLayer;
}

export function EdgesButton(props: EdgesButtonProps) {
	const label = STRINGS.edges[props.locale];
	return (
		<EditorPopover
			{...{ label }}
			face={<Feather size={18} strokeWidth={1.75} aria-hidden="true" />}
			panelClassName="hfis-results-edges"
			buttonClassName="hfis-ui-icon-button-strong"
			tooltipSide="above"
			name="edges"
		>
			{() => <Edges {...props} />}
		</EditorPopover>
	);
}

function Edges({ session, locale, layer }: EdgesButtonProps) {
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
			{isMoved && <p className="hfis-ui-quiet">{fill(STRINGS.movedBack, locale, { x: shift.x, y: shift.y })}</p>}
			<p className="hfis-ui-quiet">{STRINGS.edgesHint[locale]}</p>
		</>
	);
}
