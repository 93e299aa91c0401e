// The preview of requests before they are sent: the exact pictures, prompt and parameters, and the estimated price.
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Editor, EditPlan, SavedEdit } from "../../editor/index";
import { Dialog, RadioGroup } from "../../ui";
import { gatewayLabel } from "../gateway/gatewayLabel";
import { addPrices, formatUsd } from "../gateway/prices";
import { useLocale, useTranslate } from "../i18n/locale";
import { useStoredImages } from "../images/useStoredImages";
import { sentImages, type TaskDraft } from "../jobs/taskDraft";
import type { Library } from "../library/library";
import { compareSettings } from "../tasks/taskFacts";
import { dimensionsOf, formatDimensions } from "./dimensions";
import { RequestPicture } from "./RequestPicture";

interface RequestPreviewDialogProps {
	readonly drafts: readonly TaskDraft[];
	readonly editor: Pick<Editor, "exportPasteCoverage">;
	readonly library: Pick<Library, "getImage">;
	/** The reason why the requests cannot be sent as they are. */
	readonly refusal: string | undefined;
	readonly onSend: () => void;
	readonly onClose: () => void;
}

export function RequestPreviewDialog({ drafts, editor, library, refusal, onSend, onClose }: RequestPreviewDialogProps) {
	const t = useTranslate();
	const [index, setIndex] = useState(0);
	const draft = drafts[index] ?? drafts[0];
	const images = useStoredImages(library, drafts.flatMap(inputImages));
	if (draft === undefined) return null;
	const { target } = draft.inputs;
	const references = sentImages(draft).slice(target ? 1 : 0);
	return (
		<Dialog
			title={t("requestPreview.title")}
			closeLabel={t("app.close")}
			onClose={onClose}
			className="hfis-requests-dialog"
			actions={
				<>
					<button type="button" className="hfis-ui-button" onClick={onClose}>
						{t("app.close")}
					</button>
					<button
						type="button"
						ref={takeFocus}
						className="hfis-ui-button hfis-ui-button-primary"
						disabled={refusal !== undefined}
						onClick={onSend}
					>
						{drafts.length > 1 ? t("requestPreview.sendAll", { count: drafts.length }) : t("requestPreview.send")}
					</button>
				</>
			}
		>
			<div className="hfis-requests-preview">
				{refusal === undefined ? null : (
					<p className="hfis-ui-remark hfis-ui-remark-warning" role="note">
						<TriangleAlert size={14} aria-hidden="true" />
						{refusal}
					</p>
				)}
				{drafts.length > 1 ? (
					<RadioGroup
						label={t("requestPreview.request")}
						value={String(index)}
						onChange={(value) => setIndex(Number(value))}
						options={drafts.map((_, i) => ({ value: String(i), label: String(i + 1) }))}
					/>
				) : null}
				{target ? <RequestPicture key={target} draft={draft} images={images} editor={editor} /> : null}
				{sentImages(draft).length === 0 ? <p className="hfis-ui-quiet">{t("requestPreview.noImage")}</p> : null}
				{references.length > 0 ? (
					<section>
						<h3>{t("requestPreview.attached")}</h3>
						<ol className="hfis-requests-images">
							{references.map((image, i) => {
								const number = i + (target ? 2 : 1);
								const name = t("requestPreview.attachedNumber", { number });
								const stored = images.get(image);
								return (
									<li key={`${image} ${number}`}>
										{stored ? <img src={stored.url} alt={name} /> : <span />}
										{number}
									</li>
								);
							})}
						</ol>
					</section>
				) : null}
				<section>
					<h3>{t("prompt.label")}</h3>
					<p className="hfis-requests-prompt">
						{draft.sentPrompt ?? (draft.prompt || t("requestPreview.promptEmpty"))}
					</p>
				</section>
				<Facts drafts={drafts} draft={draft} />
			</div>
		</Dialog>
	);
}

/** The dialog opens with the focus on Send; Escape closes it. */
const takeFocus = (button: HTMLElement | null): void => button?.setAttribute("autofocus", "");

const inputImages = (draft: TaskDraft): string[] => {
	const { editMask, markup } = draft.inputs;
	return [...sentImages(draft), ...[editMask, markup].flatMap((image) => image ?? [])];
};

interface FactsProps {
	readonly drafts: readonly TaskDraft[];
	readonly draft: TaskDraft;
}

function Facts({ drafts, draft }: FactsProps) {
	const t = useTranslate();
	const locale = useLocale();
	const { route, inputs } = draft;
	const plan = (inputs.edit as SavedEdit | undefined)?.plan;
	const price = addPrices(drafts.map(({ estimate }) => estimate));
	const gateway = gatewayLabel(route.kind)[locale];
	const facts: readonly (readonly [string, string | undefined])[] = [
		...compareSettings({ ...draft, status: "running", outputs: [] }, undefined, t).map(
			({ name, requested }) => [name, requested] as const,
		),
		...(plan && isPart(plan) ? [[t("requestPreview.sentArea"), partOf(plan)] as const] : []),
		[t("requestPreview.gateway"), route.kind === "custom" ? `${gateway}: ${route.baseUrl}` : gateway],
		[
			t("requestPreview.price"),
			price
				? t(drafts.length > 1 ? "requestPreview.priceAll" : "prompt.price", {
						price: formatUsd(price.from, price.to),
						count: drafts.length,
					})
				: t("requestPreview.priceUnknown"),
		],
	];
	function partOf({ source }: EditPlan): string {
		return t("requestPreview.sentAreaAt", {
			area: formatDimensions(dimensionsOf(source)),
			x: source.left,
			y: source.top,
		});
	}
	return (
		<dl className="hfis-requests-facts">
			{facts.map(([name, value]) => (
				<div key={name}>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}

function isPart({ source, picture }: EditPlan): boolean {
	const { width, height } = dimensionsOf(source);
	return source.left !== 0 || source.top !== 0 || width !== picture.width || height !== picture.height;
}
