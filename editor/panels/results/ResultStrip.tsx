// The candidates side by side, and those that are on their way.

import { useEffect, useRef } from "react";
import type { PendingResult } from "../../resultSource";
import { fill, STRINGS } from "../../strings";
import { Bar } from "../controls/Bar";
import { focusCanvas } from "../controls/focus";
import type { ChromeProps } from "../panelProps";
import { ResultThumbnail } from "./ResultThumbnail";

const SIDE = 44;

interface StripProps extends ChromeProps {
	readonly awaited: readonly PendingResult[];
}

export function Strip({ session, snapshot, locale, awaited }: StripProps) {
	const results = snapshot.document?.results ?? [];
	return (
		<Bar className="hfis-strip" label={STRINGS.candidates[locale]}>
			{results.map((layer, index) => (
				<button
					key={layer.id}
					type="button"
					className="hfis-candidate"
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
				<span key={id} className="hfis-candidate" role="img" aria-label={STRINGS.onItsWay[locale]}>
					{preview === undefined ? <span className="hfis-spinner" /> : <Preview picture={preview} />}
				</span>
			))}
		</Bar>
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
