// The side panel with the accepted edits, the latest first, down to the imported picture. Each step can be shown again,
// its mask reused, repainted, requested again, or continued from in a copy.
import { GitBranch, Paintbrush, RefreshCw, SquareDashedMousePointer } from "lucide-react";
import { IconButton } from "../../../ui";
import { ADJUSTMENT_NAMES } from "../../adjustmentStrings";
import type { ResultSource } from "../../resultSource";
import { RESULT_STRINGS } from "../../resultStrings";
import { fill, STRINGS } from "../../strings";
import { focusCanvas } from "../focusCanvas";
import type { PanelProps } from "../panelProps";
import { CompareButtons } from "../results/CompareButtons";
import { SidePanel } from "../SidePanel";
import { useResultDescription } from "./describeResult";
import { StepThumbnail } from "./StepThumbnail";

const SIDE = 56;
const SHORT = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;

interface HistoryPanelProps extends PanelProps {
	readonly source: ResultSource | undefined;
}

export function HistoryPanel({ source, ...panelProps }: HistoryPanelProps) {
	const { snapshot, locale } = panelProps;
	const { document } = snapshot;
	if (document === null) return null;
	const steps = [...document.accepted.keys()].map((index) => index + 1).reverse();
	return (
		<SidePanel {...panelProps} title={STRINGS.editHistory[locale]} action="panel.lineage">
			{steps.length === 0 ? (
				<p className="hfis-ui-quiet hfis-history-empty">{STRINGS.noEdits[locale]}</p>
			) : (
				<div className="hfis-history-compare">
					<CompareButtons {...panelProps} />
				</div>
			)}
			<ol className="hfis-history-list" aria-label={STRINGS.editHistory[locale]}>
				{steps.map((step) => (
					<EditStep key={document.accepted[step - 1]?.id} {...panelProps} {...{ source, step }} />
				))}
				<HistoryStep
					{...panelProps}
					{...{ source }}
					step={0}
					id={null}
					title={STRINGS.originalImage[locale]}
					detail={document.picture.name}
				/>
			</ol>
		</SidePanel>
	);
}

function EditStep({ source, step, ...panelProps }: HistoryPanelProps & { readonly step: number }) {
	const { snapshot, locale } = panelProps;
	const { straightened, part, adjust } = snapshot.document?.accepted[step - 1] ?? {};
	const id = snapshot.document?.accepted[step - 1]?.id ?? "";
	const described = useResultDescription(source, id);
	const numbered = fill(STRINGS.numberedEdit, locale, { number: step });
	if (straightened !== undefined) {
		const title = fill(STRINGS.straightenedBy, locale, { degrees: straightened });
		return <HistoryStep {...panelProps} {...{ source, step, id, title }} detail={numbered} />;
	}
	if (part !== undefined) {
		const title = fill(STRINGS.placedStep, locale, { name: part.name });
		return <HistoryStep {...panelProps} {...{ source, step, id, title }} detail={numbered} />;
	}
	if (adjust !== undefined) {
		const title = ADJUSTMENT_NAMES[adjust.kind][locale];
		return <HistoryStep {...panelProps} {...{ source, step, id, title }} detail={numbered} />;
	}
	const isGone = source !== undefined && described === undefined;
	const when = described ? new Date(described.at).toLocaleString(locale, SHORT) : "";
	const detail = isGone
		? STRINGS.promptDeleted[locale]
		: [numbered, described?.detail, when].filter(Boolean).join(" · ");
	return (
		<HistoryStep
			{...panelProps}
			{...{ source, step, id, detail }}
			title={described?.prompt || numbered}
			canRepeat={described?.canRepeat === true}
		/>
	);
}

interface HistoryStepProps extends HistoryPanelProps {
	readonly step: number;
	/** The edit's id; null for the imported picture. */
	readonly id: string | null;
	readonly title: string;
	readonly detail: string;
	readonly canRepeat?: boolean;
}

function HistoryStep({
	source,
	step,
	id,
	title,
	detail,
	canRepeat = false,
	session,
	snapshot,
	locale,
}: HistoryStepProps) {
	const { document, asOf } = snapshot;
	if (document === null) return null;
	const isNow = step === document.accepted.length;
	const layer = document.accepted[step - 1];
	const isSeen = asOf === null ? isNow : asOf === step;
	return (
		<li className="hfis-history-step" data-seen={isSeen}>
			<button
				type="button"
				className="hfis-history-show"
				aria-current={isSeen}
				title={title}
				onClick={(event) => {
					session.apply([{ type: "show", results: true, asOf: isNow && document.results.length === 0 ? null : step }]);
					if (event.detail > 0) focusCanvas(event.currentTarget);
				}}
			>
				<span className="hfis-history-face">
					<StepThumbnail {...{ session, document }} steps={step} side={SIDE} />
				</span>
				<span className="hfis-history-text">
					<span className="hfis-history-title">{title}</span>
					<span className="hfis-ui-quiet">{detail}</span>
				</span>
			</button>
			<span className="hfis-history-actions">
				{layer !== undefined && layer.edit?.coverage != null && (
					<IconButton
						size={16}
						tone="strong"
						icon={SquareDashedMousePointer}
						label={STRINGS.addStepMask[locale]}
						onClick={() => void session.masks.addFromEdit(layer)}
					/>
				)}
				{layer?.edit !== undefined && layer.straightened === undefined && (
					<IconButton
						size={16}
						tone="strong"
						icon={Paintbrush}
						label={RESULT_STRINGS.chooseWhatToKeep[locale]}
						onClick={() => session.apply([{ type: "repaint", result: layer.id }])}
					/>
				)}
				{source && id !== null && canRepeat && (
					<IconButton
						size={16}
						tone="strong"
						icon={RefreshCw}
						label={STRINGS.resendRequest[locale]}
						onClick={() => source.request(id, "reproduce")}
					/>
				)}
				{source && (
					<IconButton
						size={16}
						tone="strong"
						icon={GitBranch}
						label={STRINGS.continueInCopy[locale]}
						onClick={() => source.branch(id)}
					/>
				)}
			</span>
		</li>
	);
}
