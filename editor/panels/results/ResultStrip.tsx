// The candidates side by side, and those that are on their way.

import { useEffect, useRef } from "react";
import { Toolbar } from "../../../ui";
import type { PendingResult } from "../../resultSource";
import { fill, STRINGS } from "../../strings";
import { focusCanvas } from "../focusCanvas";
import type { ChromeProps } from "../panelProps";
import { ResultThumbnail } from "./ResultThumbnail";

const SIDE = 44;

interface StripProps extends ChromeProps {
	readonly awaited: readonly PendingResult[];
}

export function Strip({ session, snapshot, locale, awaited }: StripProps) {
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
						// Looking is not a step of the history.
						session.apply([{ type: "amend", commands: [{ type: "result.show", result: layer.id }] }]);
						if (event.detail > 0) focusCanvas(event.currentTarget);
					}}
				>
					<ResultThumbnail {...{ session, layer }} side={SIDE} />
				</button>
			))}
			{awaited.map(({ id, preview }) => (
				<span key={id} className="hfis-results-candidate" role="img" aria-label={STRINGS.onItsWay[locale]}>
					{preview === undefined ? <span className="hfis-ui-spinner" /> : <Preview picture={preview} />}
				</span>
			))}
		</Toolbar>
	);
}

function Preview({ picture }: { readonly picture: Blob }) {
	const image = useRef<HTMLImageElement>(null);
	useEffect(() => {
		const address = URL.createObjectURL(picture);
		if (image.current !== null) image.current.src = address;
		return () => URL.revokeObjectURL(address);
	}, [picture]);
	return <img ref={image} alt="" />;
}
