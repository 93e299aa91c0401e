// The control beside the prompt that shows the size of the next edit request, and its options: the extent, the context,
// how masks and references are sent.
import { ChevronDown } from "lucide-react";
import type { Editor, EditorState, EditPlan } from "../../editor/index";
import { Popover, RadioGroup } from "../../ui";
import { modelFamily } from "../gateway/models";
import { type Translate, useTranslate } from "../i18n/locale";
import { DrawingControls } from "./DrawingControls";
import { dimensionsOf, formatDimensions } from "./dimensions";
import { type EditChoices, useEditChoices } from "./requestChoices";
import type { EditPlans } from "./useEditPlans";

interface RequestControlsProps {
	readonly editor: Pick<Editor, "run" | "frameSentArea">;
	readonly state: EditorState;
	readonly model: string;
	readonly plans: EditPlans;
}

export function RequestControls(props: RequestControlsProps) {
	const { plans } = props;
	const t = useTranslate();
	const [plan, second] = plans.plans;
	const size = plan && formatDimensions(plan.sent);
	const text =
		second || !plan
			? t("requestPreview.areas", { count: plans.plans.length })
			: plan.extent === "region"
				? t("requestPreview.area", { size: size ?? "" })
				: size;
	if (!plan) return null;
	return (
		<Popover
			label={t("requestPreview.button", { size: text ?? "" })}
			title={t("requestPreview.sizeSent", { size: size ?? "" })}
			side="above"
			buttonClassName="hfis-ui-select-button"
			panelClassName="hfis-requests-options"
			face={
				<>
					<span>{text}</span>
					<ChevronDown size={14} aria-hidden="true" />
				</>
			}
		>
			{(close) => <RequestControlsPanel {...props} plan={plan} close={close} />}
		</Popover>
	);
}

const choose = (choices: Partial<EditChoices>): void => useEditChoices.setState(choices);

interface RequestControlsPanelProps extends RequestControlsProps {
	readonly plan: EditPlan;
	readonly close: () => void;
}

function RequestControlsPanel({ editor, state, model, plans, plan, close }: RequestControlsPanelProps) {
	const t = useTranslate();
	const { choices, areas } = plans;
	const { frame, hasMask, references } = state;
	const isSplit = plans.plans.length > 1;
	const isRegion = plan.extent === "region";
	const needsMask = hasMask ? undefined : t("requestPreview.needsMask");
	return (
		<>
			{isSplit ? null : (
				<RadioGroup
					label={t("requestPreview.extent")}
					value={frame && choices.extent === "region" ? "whole" : choices.extent}
					onChange={(extent) => choose({ extent })}
					options={[
						{ value: "auto", label: t("requestPreview.extent.auto") },
						...(frame
							? []
							: [{ value: "region" as const, label: t("requestPreview.extent.region"), disabledReason: needsMask }]),
						{ value: "whole", label: t(frame ? "requestPreview.extent.frame" : "requestPreview.extent.whole") },
					]}
				/>
			)}
			<p className="hfis-requests-summary" role="status">
				{isSplit ? t("requestPreview.summary.areas", { count: plans.plans.length }) : describe(plan, t)}
			</p>
			{isRegion ? (
				<label className="hfis-requests-range">
					<span>{t("requestPreview.context")}</span>
					<input
						type="range"
						min={0}
						max={200}
						step={5}
						value={Math.round(choices.context * 100)}
						onChange={(event) => choose({ context: Number(event.target.value) / 100 })}
					/>
					<output>{t("requestPreview.context.value", { value: Math.round(choices.context * 100) })}</output>
				</label>
			) : null}
			{areas > 1 ? (
				<label className="hfis-ui-check">
					<input
						type="checkbox"
						checked={choices.isPerArea}
						onChange={(event) => choose({ isPerArea: event.target.checked })}
					/>
					<span>
						{t("requestPreview.perArea")}
						<small>{t("requestPreview.perArea.hint", { count: areas })}</small>
					</span>
				</label>
			) : null}
			{references.length > 0 ? (
				<RadioGroup
					label={t("requestPreview.references")}
					value={choices.references}
					onChange={(value) => choose({ references: value })}
					options={(["separate", "composed"] as const).map((value) => ({
						value,
						label: t(`requestPreview.references.${value}`),
					}))}
					hint={choices.references === "composed" ? t("requestPreview.references.hint") : undefined}
				/>
			) : null}
			{hasMask && modelFamily(model).hasMarkup ? (
				<RadioGroup
					label={t("requestPreview.guide")}
					value={choices.guide}
					onChange={(guide) => choose({ guide })}
					options={(["mask", "markup"] as const).map((value) => ({ value, label: t(`requestPreview.guide.${value}`) }))}
					hint={choices.guide === "markup" ? t("requestPreview.guide.hint") : undefined}
				/>
			) : null}
			{state.drawingCount > 0 ? <DrawingControls choices={choices} context={plans.drawing} /> : null}
			{frame || (isRegion && !isSplit) ? (
				<button
					type="button"
					className="hfis-ui-button hfis-requests-frame"
					onClick={() => {
						close();
						if (frame) editor.run("frame.remove");
						else editor.frameSentArea();
					}}
				>
					{t(frame ? "requestPreview.removeFrame" : "requestPreview.adjustFrame")}
				</button>
			) : null}
		</>
	);
}

/** One sentence about how the source pixels are scaled for the request. */
function describe(plan: EditPlan, t: Translate): string {
	const { source, content, sent, extent } = plan;
	const values = { area: formatDimensions(dimensionsOf(source)), sent: formatDimensions(sent) };
	const width = source.right - source.left;
	if (content.width < width)
		return t(extent === "region" ? "requestPreview.summary.smallerRegion" : "requestPreview.summary.smaller", values);
	if (extent === "region") return t("requestPreview.summary.region", values);
	if (content.width > width) return t("requestPreview.summary.larger", values);
	return t("requestPreview.summary.exact", values);
}
