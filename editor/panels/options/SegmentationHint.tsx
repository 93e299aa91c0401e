// Shown until objects can be selected by a model: one sentence that says what is missing, and a button to the settings.
import { STRINGS } from "../../strings";
import type { PanelProps } from "../panelProps";

interface SegmentationHintProps extends PanelProps {
	/** The sentence is the tooltip of the button. */
	readonly isShort: boolean;
}

export function SegmentationHint({ session, snapshot, locale, isShort }: SegmentationHintProps) {
	const canSetUp = snapshot.segmentation === "unset";
	const sentence = STRINGS[canSetUp ? "segmentationUnset" : "segmentationNone"][locale];
	return (
		<>
			{!(isShort && canSetUp) && <span className="hfis-toolbar-status">{sentence}</span>}
			{canSetUp && (
				<button
					type="button"
					className="hfis-ui-button"
					data-tooltip={isShort ? sentence : undefined}
					onClick={() => session.tools.segmenter.setUp()}
				>
					{STRINGS.setUpSegmentation[locale]}
				</button>
			)}
		</>
	);
}
