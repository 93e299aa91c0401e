// The candidates side by side, followed by placeholders for pending results.

import { useEffect, useRef } from "react";
import { Toolbar } from "../../../ui";
import type { PendingResult } from "../../resultSource";
import { fill, STRINGS } from "../../strings";
import { focusCanvas } from "../focusCanvas";
import type { PanelProps } from "../panelProps";
import { ResultThumbnail } from "./ResultThumbnail";

const SIDE = 44;

interface ResultStripProps extends PanelProps {
	readonly awaited: readonly PendingResult[];
}

export function ResultStrip({ session, snapshot, locale, awaited }: ResultStripProps) {
	const results = snapshot.document?.results ?? [];
	return (
		<Toolbar className="hfis-results-strip" label={STRINGS.candidates[locale]}>
			{results.map((layer, index) => (
				<button
					key={layer.id}
					type="button"
					className="hfis-results-candidate"
					data-stop=""
					aria-pressed={layer.isVisible}
					aria-label={fill(STRINGS.numberedResult, locale, { number: index + 1 })}
					onDoubleClick={() => session.run("result.look")}
					onClick={(event) => {
						// Showing a candidate is not a step of the history.
						session.apply([{ type: "amend", commands: [{ type: "result.show", result: layer.id }] }]);
						if (event.detail > 0) focusCanvas(event.currentTarget);
					}}
				>
					<ResultThumbnail {...{ session, layer }} side={SIDE} />
				</button>
			))}
			{awaited.map(({ id, preview }) => (
				<span key={id} className="hfis-results-candidate" role="img" aria-label={STRINGS.generating[locale]}>
					{preview === undefined ? <span className="hfis-ui-spinner" /> : <PartialPreview picture={preview} />}
				</span>
			))}
		</Toolbar>
	);
}

function PartialPreview({ picture }: { readonly picture: Blob }) {
	const image = useRef<HTMLImageElement>(null);
	useEffect(() => {
		const address = URL.createObjectURL(picture);
		if (image.current !== null) image.current.src = address;
		return () => URL.revokeObjectURL(address);
	}, [picture]);
	return <img ref={image} alt="" />;
}
