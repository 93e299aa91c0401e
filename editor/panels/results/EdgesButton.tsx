// How the result's edges are pasted, in sliders; while they are open the canvas shows how much of the answer is taken.
import { Feather } from "lucide-react";
import { useEffect } from "react";
import type { ResultLayer } from "../../document/index";
import { fill, STRINGS } from "../../strings";
import { changePasteEdge, pasteEdgeOptions, pasteEdgeValues } from "../../tools/index";
import { OptionField } from "../controls/OptionField";
import { Popover } from "../controls/Popover";
import type { ChromeProps } from "../panelProps";

interface EdgesButtonProps extends ChromeProps {
	readonly layer: ResultLayer;
}

export function EdgesButton(props: EdgesButtonProps) {
	const label = STRINGS.edges[props.locale];
	return (
		<Popover
			{...{ label }}
			face={<Feather size={18} strokeWidth={1.75} aria-hidden="true" />}
			panelClassName="hfis-edges"
			side="off"
			hintSide="above"
			name="edges"
		>
			{() => <Edges {...props} />}
		</Popover>
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
			{isMoved && <p className="hfis-quiet">{fill(STRINGS.movedBack, locale, { x: shift.x, y: shift.y })}</p>}
			<p className="hfis-quiet">{STRINGS.edgesHint[locale]}</p>
		</>
	);
}
