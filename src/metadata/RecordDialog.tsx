// Shows what a picture's file says about how it was made: by this studio, or by another program.
import { Dialog } from "../../ui";
import { gatewayLabel } from "../gateway/gatewayLabel";
import { useLocale, useTranslate } from "../i18n/locale";
import { type ShownRecord, useShownRecord } from "./foundRecord";

interface RecordDialogProps {
	readonly onUsePrompt: (shown: ShownRecord) => void;
	readonly onRestore: (shown: ShownRecord) => void;
}

export function RecordDialog({ onUsePrompt, onRestore }: RecordDialogProps) {
	const t = useTranslate();
	const shown = useShownRecord((state) => state.shown);
	if (shown === null) return null;
	const close = () => useShownRecord.setState({ shown: null });
	const isOwn = shown.found.kind === "own";
	const end = (act: (shown: ShownRecord) => void) => () => {
		act(shown);
		close();
	};
	return (
		<Dialog
			title={t("record.title")}
			closeLabel={t("app.close")}
			onClose={close}
			actions={
				<>
					<button
						type="button"
						className={`hfis-ui-button ${isOwn ? "" : "hfis-ui-button-primary"}`}
						onClick={end(onUsePrompt)}
					>
						{t("record.usePrompt")}
					</button>
					{isOwn ? (
						<button type="button" className="hfis-ui-button hfis-ui-button-primary" onClick={end(onRestore)}>
							{t("record.restore")}
						</button>
					) : null}
				</>
			}
		>
			<Facts shown={shown} />
		</Dialog>
	);
}

function Facts({ shown: { found } }: { readonly shown: ShownRecord }) {
	const t = useTranslate();
	const locale = useLocale();
	if (found.kind === "foreign") {
		const { tool, prompt, negativePrompt, settings } = found.record;
		return (
			<FactList
				facts={[
					[t("prompt.label"), prompt],
					[t("record.negativePrompt"), negativePrompt],
					[t("record.source"), tool === "XMP" ? t("record.sourceXmp") : tool],
					...settings,
				]}
			/>
		);
	}
	const { program, tasks } = found.record;
	const [task, ...earlier] = tasks;
	const { model, size, quality, background } = task.params;
	return (
		<>
			<FactList
				facts={[
					[t("prompt.label"), task.prompt],
					[t("record.revisedPrompt"), task.revisedPrompt],
					[t("prompt.model"), model],
					[t("prompt.size"), task.actual?.size ?? size],
					[t("prompt.quality"), task.actual?.quality ?? quality],
					[t("prompt.background"), background],
					[t("requestPreview.gateway"), gatewayLabel(task.gateway)[locale]],
					[t("record.date"), new Date(task.createdAt).toLocaleString(locale)],
					[t("record.source"), program],
				]}
			/>
			{earlier.length > 0 ? (
				<section>
					<h3>{t("record.earlier")}</h3>
					<ol className="hfis-metadata-earlier">
						{earlier.map(({ id, prompt }) => (
							<li key={id}>{prompt}</li>
						))}
					</ol>
				</section>
			) : null}
		</>
	);
}

function FactList({ facts }: { readonly facts: readonly (readonly [name: string, value: string | undefined])[] }) {
	return (
		<dl className="hfis-metadata-facts">
			{facts.map(([name, value]) =>
				value ? (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				) : null,
			)}
		</dl>
	);
}
