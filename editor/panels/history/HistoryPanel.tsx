// The edits that made the picture what it is, the latest first, down to the picture as it was imported: looked at again,
// continued from in a copy, asked for once more.
import { GitBranch, Paintbrush, RefreshCw, SquareDashedMousePointer } from "lucide-react";
import { IconButton } from "../../../ui";
import type { ResultSource } from "../../resultSource";
import { fill, STRINGS } from "../../strings";
import { focusCanvas } from "../focusCanvas";
import type { ChromeProps } from "../panelProps";
import { CompareButtons } from "../results/CompareButtons";
import { SidePanel } from "../SidePanel";
import { useDescribed } from "./describeResult";
import { StepThumbnail } from "./StepThumbnail";

const SIDE = 56;
const SHORT = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;

interface LineageProps extends ChromeProps {
	readonly source: ResultSource | undefined;
}

export function LineagePanel({ source, ...chrome }: LineageProps) {
	const { snapshot, locale } = chrome;
	const { document } = snapshot;
	if (document === null) return null;
	const steps = [...document.accepted.keys()].map((index) => index + 1).reverse();
	return (
		<SidePanel {...chrome} title={STRINGS.lineage[locale]} action="panel.lineage">
			{steps.length === 0 ? (
				<p className="hfis-ui-quiet hfis-history-empty">{STRINGS.noEdits[locale]}</p>
			) : (
				<div className="hfis-history-compare">
					<CompareButtons {...chrome} />
				</div>
			)}
			<ol className="hfis-history-list" aria-label={STRINGS.lineage[locale]}>
				{steps.map((step) => (
					<Edit key={document.accepted[step - 1]?.id} {...chrome} {...{ source, step }} />
				))}
				<Step
					{...chrome}
					{...{ source }}
					step={0}
					id={null}
					title={STRINGS.imported[locale]}
					detail={document.picture.name}
				/>
			</ol>
		</SidePanel>
	);
}

function Edit({ source, step, ...chrome }: LineageProps & { readonly step: number }) {
	const { snapshot, locale } = chrome;
	const id = snapshot.document?.accepted[step - 1]?.id ?? "";
	const described = useDescribed(source, id);
	const numbered = fill(STRINGS.numberedEdit, locale, { number: step });
	const isGone = source !== undefined && described === undefined;
	const when = described ? new Date(described.at).toLocaleString(locale, SHORT) : "";
	const detail = isGone ? STRINGS.wordsGone[locale] : [numbered, described?.detail, when].filter(Boolean).join(" · ");
	return (
		<Step
			{...chrome}
			{...{ source, step, id, detail }}
			title={described?.prompt || numbered}
			canRepeat={described?.canRepeat === true}
		/>
	);
}

interface StepProps extends LineageProps {
	readonly step: number;
	/** Of the edit; null: before all of them. */
	readonly id: string | null;
	readonly title: string;
	readonly detail: string;
	readonly canRepeat?: boolean;
}

function Step({ source, step, id, title, detail, canRepeat = false, session, snapshot, locale }: StepProps) {
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
						label={STRINGS.maskAgain[locale]}
						onClick={() => session.restoreEditMask(layer)}
					/>
				)}
				{layer?.edit !== undefined && (
					<IconButton
						size={16}
						tone="strong"
						icon={Paintbrush}
						label={STRINGS.repaint[locale]}
						onClick={() => session.apply([{ type: "repaint", result: layer.id }])}
					/>
				)}
				{source && id !== null && canRepeat && (
					<IconButton
						size={16}
						tone="strong"
						icon={RefreshCw}
						label={STRINGS.reproduce[locale]}
						onClick={() => source.request(id, "reproduce")}
					/>
				)}
				{source && (
					<IconButton
						size={16}
						tone="strong"
						icon={GitBranch}
						label={STRINGS.branch[locale]}
						onClick={() => source.branch(id)}
					/>
				)}
			</span>
		</li>
	);
}
