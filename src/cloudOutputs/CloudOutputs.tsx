// A dialog with the outputs that the managed gateway has stored in the user's account. Each can be imported into the
// library or opened on the canvas.
import { CloudOff, LoaderCircle } from "lucide-react";
import { useCallback, useState } from "react";
import { makeId } from "../../editor/basics";
import { Dialog } from "../../ui";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import type { ManagedGateway } from "../gateway/managed";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { CloudPicture } from "./CloudPicture";
import { type ImportedOutput, importCloudOutput } from "./importCloudOutput";
import { useCloudOutputs } from "./useCloudOutputs";

interface CloudOutputsProps {
	readonly gateway: Pick<ManagedGateway, "listOutputs" | "fetchOutput">;
	readonly library: Pick<Library, "putImage" | "getImage" | "addTask" | "tasksWithImages">;
	readonly onOpen: (task: TaskRecord, index: number) => void;
	readonly onProblem: (error: unknown) => void;
	readonly onClose: () => void;
}

export function CloudOutputs({ gateway, library, onOpen, onProblem, onClose }: CloudOutputsProps) {
	const t = useTranslate();
	const locale = useLocale();
	const outputs = useCloudOutputs(gateway, library);
	const [importing, setImporting] = useState<string | null>(null);
	const fetchOutput = useCallback((output: CloudOutput) => gateway.fetchOutput(output), [gateway]);

	const importOutput = async (output: CloudOutput): Promise<ImportedOutput | undefined> => {
		setImporting(output.id);
		try {
			const imported = await importCloudOutput(output, {
				library,
				fetchOutput,
				prompt: t("cloudOutputs.importedPrompt"),
				newId: makeId,
				now: Date.now,
			});
			for (const sha256 of [output.sha256, imported.image]) if (sha256) outputs.addKnown(sha256);
			return imported;
		} catch (error) {
			onProblem(error);
			return undefined;
		} finally {
			setImporting(null);
		}
	};
	const open = async (output: CloudOutput): Promise<void> => {
		const imported = await importOutput(output);
		if (!imported) return;
		onClose();
		onOpen(imported.task, imported.index);
	};

	const { items, error } = outputs;
	return (
		<Dialog title={t("cloudOutputs.title")} closeLabel={t("app.close")} onClose={onClose}>
			{error ? (
				<p className="hfis-ui-failure" role="alert">
					{describeErrorRecord(error, locale)}{" "}
					<button type="button" className="hfis-ui-button" onClick={outputs.retry}>
						{t("app.retry")}
					</button>
				</p>
			) : null}
			{items?.length === 0 && !error ? (
				<div className="hfis-cloud-outputs-empty">
					<CloudOff size={22} aria-hidden="true" />
					<p>{t("cloudOutputs.empty")}</p>
				</div>
			) : null}
			<ul className="hfis-cloud-outputs" aria-busy={outputs.isReading}>
				{items?.map((output) => (
					<CloudPicture
						key={output.id}
						output={output}
						isInLibrary={outputs.known.has(output.sha256)}
						isBusy={importing !== null}
						fetchOutput={fetchOutput}
						onImport={() => void importOutput(output)}
						onOpen={() => void open(output)}
					/>
				))}
			</ul>
			{outputs.isReading ? (
				<LoaderCircle size={18} className="hfis-ui-spin" role="img" aria-label={t("cloudOutputs.loading")} />
			) : null}
			{outputs.hasMore && !outputs.isReading ? (
				<button type="button" className="hfis-ui-button" onClick={outputs.loadMore}>
					{t("app.showMore")}
				</button>
			) : null}
		</Dialog>
	);
}
