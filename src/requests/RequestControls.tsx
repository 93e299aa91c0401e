// Beside the prompt: what of the picture goes out, and how.
import { ChevronDown } from "lucide-react";
import type { Editor, EditorState, EditPlan } from "../../editor/index";
import { Popover } from "../controls/Popover";
import { modelFamily } from "../gateway/models";
import { type Translate, useTranslate } from "../i18n/locale";
import { Radios } from "./RadioGroup";
import { type EditChoices, useEditChoices } from "./requestChoices";
import { areaOf, sizeText } from "./sizeText";
import type { EditPlans } from "./useEditPlans";

interface OutgoingControlsProps {
	readonly editor: Editor;
	readonly state: EditorState;
	readonly model: string;
	readonly plans: EditPlans;
}

export function OutgoingControls(props: OutgoingControlsProps) {
	const { plans } = props;
	const t = useTranslate();
	const [plan, second] = plans.plans;
	const size = plan && sizeText(plan.sent);
	const text =
		second || !plan
			? t("outgoing.areas", { count: plans.plans.length })
			: plan.extent === "region"
				? t("outgoing.area", { size: size ?? "" })
				: size;
	if (!plan) return null;
	return (
		<Popover
			label={t("outgoing.button", { size: text ?? "" })}
			className="hfis-choice-button"
			panelClassName="hfis-outgoing"
			face={
				<>
					<span>{text}</span>
					<ChevronDown size={14} aria-hidden="true" />
				</>
			}
		>
			{(close) => <OutgoingChoices {...props} plan={plan} close={close} />}
		</Popover>
	);
}

const choose = (choices: Partial<EditChoices>): void => useEditChoices.setState(choices);

interface OutgoingChoicesProps extends OutgoingControlsProps {
	readonly plan: EditPlan;
	readonly close: () => void;
}

function OutgoingChoices({ editor, state, model, plans, plan, close }: OutgoingChoicesProps) {
	const t = useTranslate();
	const { choices, areas } = plans;
	const { frame, hasMask, references } = state;
	const isApart = plans.plans.length > 1;
	const isRegion = plan.extent === "region";
	const needsMask = hasMask ? undefined : t("outgoing.needsMask");
	return (
		<>
			{isApart ? null : (
				<Radios
					label={t("outgoing.extent")}
					value={frame && choices.extent === "region" ? "whole" : choices.extent}
					onChange={(extent) => choose({ extent })}
					options={[
						{ value: "auto", label: t("outgoing.extent.auto") },
						...(frame
							? []
							: [{ value: "region" as const, label: t("outgoing.extent.region"), disabledReason: needsMask }]),
						{ value: "whole", label: t(frame ? "outgoing.extent.frame" : "outgoing.extent.whole") },
					]}
				/>
			)}
			<p className="hfis-outgoing-says" role="status">
				{isApart ? t("outgoing.says.areas", { count: plans.plans.length }) : describe(plan, t)}
			</p>
			{isRegion ? (
				<label className="hfis-outgoing-range">
					<span>{t("outgoing.context")}</span>
					<input
						type="range"
						min={0}
						max={200}
						step={5}
						value={Math.round(choices.context * 100)}
						onChange={(event) => choose({ context: Number(event.target.value) / 100 })}
					/>
					<output>{t("outgoing.context.value", { value: Math.round(choices.context * 100) })}</output>
				</label>
			) : null}
			{areas > 1 ? (
				<label className="hfis-switch">
					<input
						type="checkbox"
						checked={choices.isPerArea}
						onChange={(event) => choose({ isPerArea: event.target.checked })}
					/>
					<span>
						{t("outgoing.perArea")}
						<small>{t("outgoing.perArea.hint", { count: areas })}</small>
					</span>
				</label>
			) : null}
			{references.length > 0 ? (
				<Radios
					label={t("outgoing.references")}
					value={choices.references}
					onChange={(value) => choose({ references: value })}
					options={(["separate", "composed"] as const).map((value) => ({
						value,
						label: t(`outgoing.references.${value}`),
					}))}
					hint={choices.references === "composed" ? t("outgoing.references.hint") : undefined}
				/>
			) : null}
			{hasMask && modelFamily(model).hasMarkup ? (
				<Radios
					label={t("outgoing.guide")}
					value={choices.guide}
					onChange={(guide) => choose({ guide })}
					options={(["mask", "markup"] as const).map((value) => ({ value, label: t(`outgoing.guide.${value}`) }))}
					hint={choices.guide === "markup" ? t("outgoing.guide.hint") : undefined}
				/>
			) : null}
			{frame || (isRegion && !isApart) ? (
				<button
					type="button"
					className="hfis-btn hfis-outgoing-frame"
					onClick={() => {
						close();
						if (frame) editor.run("frame.remove");
						else editor.frameSentArea();
					}}
				>
					{t(frame ? "outgoing.noFrame" : "outgoing.toFrame")}
				</button>
			) : null}
		</>
	);
}

/** In one sentence, what becomes of the pixels. */
function describe(plan: EditPlan, t: Translate): string {
	const { source, content, sent, extent } = plan;
	const values = { area: sizeText(areaOf(source)), sent: sizeText(sent) };
	const width = source.right - source.left;
	if (content.width < width)
		return t(extent === "region" ? "outgoing.says.smallerRegion" : "outgoing.says.smaller", values);
	if (extent === "region") return t("outgoing.says.region", values);
	if (content.width > width) return t("outgoing.says.larger", values);
	return t("outgoing.says.exact", values);
}
