// The candidates side by side: the document's results, placeholders for pending ones, and the generated pictures with theirs.
// Shift and a press, or the list beside the comparison, choose what the shown candidate is compared with.
import { Brush } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { IconButton, Toolbar } from "../../../ui";
import type { GeneratedPicture, PendingResult } from "../../resultSource";
import { RESULT_STRINGS } from "../../resultStrings";
import { fill, STRINGS } from "../../strings";
import { compareWith, showCandidate, shownCandidate } from "../../tools";
import { focusCanvas } from "../focusCanvas";
import type { PanelProps } from "../panelProps";
import { candidateName } from "./candidateName";
import { ResultThumbnail } from "./ResultThumbnail";

const SIDE = 56;

interface ResultStripProps extends PanelProps {
	readonly awaited: readonly PendingResult[];
}

export function ResultStrip({ awaited, ...panelProps }: ResultStripProps) {
	const { session, snapshot, locale } = panelProps;
	const { generated } = snapshot;
	const results = snapshot.document?.results ?? [];
	return (
		<Toolbar className="hfis-results-strip" label={STRINGS.candidates[locale]}>
			{results.map((layer) => (
				<Candidate key={layer.id} {...panelProps} id={layer.id}>
					<ResultThumbnail {...{ session, layer }} side={SIDE} />
				</Candidate>
			))}
			{awaited.map(({ id, preview }) => (
				<span key={id} className="hfis-results-candidate" role="img" aria-label={STRINGS.generating[locale]}>
					<Placeholder preview={preview} isPending />
				</span>
			))}
			{generated.map((picture, index) => (
				<span key={picture.id} className="hfis-results-generated" data-starts={index === 0 || undefined}>
					<Candidate {...panelProps} id={picture.id} picture={picture}>
						<Placeholder preview={picture.preview} isPending={picture.image === undefined} />
					</Candidate>
					{picture.image !== undefined && (
						<IconButton
							icon={Brush}
							size={13}
							tone="strong"
							className="hfis-results-open"
							label={fill(RESULT_STRINGS.openCandidate, locale, { number: index + 1 })}
							tooltipSide="above"
							data-stop=""
							onClick={() => session.apply([{ type: "requestResult", result: picture.id, request: "open" }])}
						/>
					)}
				</span>
			))}
		</Toolbar>
	);
}

interface CandidateProps extends PanelProps {
	readonly id: string;
	/** It is a generated picture. */
	readonly picture?: GeneratedPicture;
	readonly children: ReactNode;
}

function Candidate({ session, snapshot, locale, id, picture, children }: CandidateProps) {
	const isShown = shownCandidate(snapshot) === id;
	const isOther = snapshot.against === id && snapshot.compare !== "none";
	const isPending = picture !== undefined && picture.image === undefined;
	const name = candidateName(snapshot, id, locale);
	const button = useRef<HTMLButtonElement>(null);
	// The shown candidate stays in view.
	useEffect(() => {
		if (isShown) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
	}, [isShown]);
	const onClick = (event: MouseEvent<HTMLButtonElement>) => {
		const isComparing = event.shiftKey && !isShown && !isPending && shownCandidate(snapshot) !== null;
		session.apply(isComparing ? compareWith(snapshot, id) : showCandidate(snapshot, id));
		if (event.detail > 0) focusCanvas(event.currentTarget);
	};
	return (
		<button
			ref={button}
			type="button"
			className="hfis-results-candidate"
			data-stop=""
			data-other={isOther || undefined}
			aria-pressed={isShown}
			aria-busy={isPending}
			aria-label={isPending ? `${name}: ${STRINGS.generating[locale]}` : name}
			title={picture?.name}
			onDoubleClick={() => session.run(picture === undefined ? "result.look" : "result.open")}
			onClick={onClick}
		>
			{children}
		</button>
	);
}

function Placeholder({ preview, isPending }: { readonly preview: Blob | undefined; readonly isPending: boolean }) {
	return (
		<>
			{preview !== undefined && <BlobImage blob={preview} />}
			{isPending && <span className="hfis-ui-spinner" />}
		</>
	);
}

function BlobImage({ blob }: { readonly blob: Blob }) {
	const image = useRef<HTMLImageElement>(null);
	useEffect(() => {
		const address = URL.createObjectURL(blob);
		if (image.current !== null) image.current.src = address;
		return () => URL.revokeObjectURL(address);
	}, [blob]);
	return <img ref={image} alt="" />;
}
