// What to do before objects can be selected by a model: one sentence, and a button that shows where a model is named.
import { STRINGS } from "../../strings";
import type { PanelProps } from "../panelProps";

export function SegmentationHint({ session, snapshot, locale }: PanelProps) {
	const canSetUp = snapshot.segmentation === "unset";
	return (
		<>
			<span className="hfis-toolbar-status">
				{STRINGS[canSetUp ? "segmentationUnset" : "segmentationNone"][locale]}
			</span>
			{canSetUp && (
				<button type="button" className="hfis-ui-button" onClick={() => session.tools.segmenter.setUp()}>
					{STRINGS.setUpSegmentation[locale]}
				</button>
			)}
		</>
	);
}
