// A generated picture over the canvas, alone or compared with another candidate in the modes of the canvas. The document
// behind it is not touched.
import { ArrowLeft } from "lucide-react";
import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from "react";
import { RESULT_STRINGS } from "../../resultStrings";
import { fill, STRINGS } from "../../strings";
import type { PanelProps } from "../panelProps";
import { candidateName } from "./candidateName";

/** The picture of a candidate: the stored one, and until it is read or has arrived what there is of it. */
interface CandidateImage {
	readonly id: string;
	readonly image: string | undefined;
	readonly preview: Blob | undefined;
}

export function CandidateView(panelProps: PanelProps) {
	const { session, snapshot, locale } = panelProps;
	const { document, generated, shownGenerated, against, compare, position, areResultsShown } = snapshot;
	const frame = useRef<HTMLElement>(null);
	const shown = generated.find(({ id }) => id === shownGenerated);
	useEffect(() => {
		// The focus was on the canvas, which the picture now covers, or on an element that is gone.
		const { activeElement } = globalThis.document;
		if (activeElement === globalThis.document.body) frame.current?.focus({ preventScroll: true });
	}, []);
	if (shown === undefined) return null;
	const other = generated.find(({ id }) => id === against) ?? document?.results.find(({ id }) => id === against);
	const after: CandidateImage = { id: shown.id, image: shown.image, preview: shown.preview };
	const before = other && { id: other.id, image: other.image, preview: "preview" in other ? other.preview : undefined };
	const isCompared = before !== undefined && compare !== "none";
	const move = (to: number) => session.apply([{ type: "show", position: Math.min(1, Math.max(0, to)) }]);
	const onDrag = ({ currentTarget, clientX, buttons }: PointerEvent) => {
		if (compare !== "slider" || buttons !== 1) return;
		const { left, width } = currentTarget.getBoundingClientRect();
		move((clientX - left) / width);
	};
	const picture = (one: CandidateImage) => <Picture {...panelProps} picture={one} />;
	return (
		<section
			ref={frame}
			className="hfis-candidate-view"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: keys act on the picture as they do on the canvas.
			tabIndex={0}
			aria-label={fill(RESULT_STRINGS.generatedImageOf, locale, { name: shown.name })}
			data-compare={isCompared ? compare : "none"}
			style={{ "--hfis-position": position } as CSSProperties}
		>
			<div className="hfis-candidate-view-pictures" onPointerDown={onDrag} onPointerMove={onDrag}>
				{isCompared || (!areResultsShown && before) ? before && picture(before) : null}
				{isCompared || areResultsShown || !before ? picture(after) : null}
			</div>
			{isCompared && (
				<div className="hfis-candidate-view-sides hfis-ui-slider">
					{candidateName(snapshot, before.id, locale)}
					{(compare === "slider" || compare === "onion") && (
						<input
							type="range"
							min={0}
							max={100}
							value={Math.round(position * 100)}
							aria-label={STRINGS.comparison[locale]}
							style={{ "--hfis-fill": `${Math.round(position * 100)}%` } as CSSProperties}
							onChange={(event) => move(Number(event.currentTarget.value) / 100)}
						/>
					)}
					{candidateName(snapshot, shown.id, locale)}
				</div>
			)}
			{document !== null && (
				<button
					type="button"
					className="hfis-ui-button hfis-candidate-view-back"
					onClick={() => session.showGenerated(null)}
				>
					<ArrowLeft size={15} aria-hidden="true" />
					{RESULT_STRINGS.backToCanvas[locale]}
				</button>
			)}
		</section>
	);
}

function Picture({ session, snapshot, locale, picture }: PanelProps & { readonly picture: CandidateImage }) {
	const { id, image, preview } = picture;
	const [stored, setStored] = useState<{ readonly image: string; readonly blob: Blob }>();
	const blob = stored !== undefined && stored.image === image ? stored.blob : preview;
	const element = useRef<HTMLImageElement>(null);
	useEffect(() => {
		if (image === undefined) return;
		let isCurrent = true;
		// Without the stored file its thumbnail stays.
		void session.generated.readImage(image).then(
			(read) => isCurrent && read && setStored({ image, blob: read }),
			() => {},
		);
		return () => {
			isCurrent = false;
		};
	}, [session, image]);
	useEffect(() => {
		if (blob === undefined) return;
		const address = URL.createObjectURL(blob);
		if (element.current !== null) element.current.src = address;
		return () => URL.revokeObjectURL(address);
	}, [blob]);
	return (
		<figure className="hfis-candidate-view-picture" data-pending={image === undefined || undefined}>
			{blob === undefined ? <span className="hfis-ui-spinner" /> : null}
			<img ref={element} alt={candidateName(snapshot, id, locale)} hidden={blob === undefined} draggable={false} />
			{image === undefined && <span className="hfis-candidate-view-state">{STRINGS.generating[locale]}</span>}
		</figure>
	);
}
