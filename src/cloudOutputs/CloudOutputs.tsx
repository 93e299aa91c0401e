// What the account at the managed gateway has saved, to be looked through and brought into the library or on the canvas.
import { CloudOff, LoaderCircle } from "lucide-react";
import { useCallback, useState } from "react";
import { makeId } from "../../editor/index";
import { Dialog } from "../controls/Dialog";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import type { ManagedGateway } from "../gateway/managed";
import { describeError } from "../i18n/errorStrings";
import { useLocale, useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { SavedPicture } from "./CloudPicture";
import { type Brought, bringSaved } from "./importCloudOutput";
import { useSaved } from "./useCloudOutputs";

interface SavedOutputsProps {
	readonly gateway: Pick<ManagedGateway, "listOutputs" | "fetchOutput">;
	readonly library: Pick<Library, "putImage" | "getImage" | "addTask" | "tasksWithImages">;
	readonly onOpen: (task: TaskRecord, index: number) => void;
	readonly onProblem: (error: unknown) => void;
	readonly onClose: () => void;
}

export function SavedOutputs({ gateway, library, onOpen, onProblem, onClose }: SavedOutputsProps) {
	const t = useTranslate();
	const locale = useLocale();
	const saved = useSaved(gateway, library);
	const [busy, setBusy] = useState<string | null>(null);
	const fetchOutput = useCallback((output: CloudOutput) => gateway.fetchOutput(output), [gateway]);

	const bring = async (output: CloudOutput): Promise<Brought | undefined> => {
		setBusy(output.id);
		try {
			const brought = await bringSaved(output, {
				library,
				fetchOutput,
				words: t("saved.prompt"),
				newId: makeId,
				now: Date.now,
			});
			for (const name of [output.sha256, brought.image]) if (name) saved.learn(name);
			return brought;
		} catch (error) {
			onProblem(error);
			return undefined;
		} finally {
			setBusy(null);
		}
	};
	const open = async (output: CloudOutput): Promise<void> => {
		const brought = await bring(output);
		if (!brought) return;
		onClose();
		onOpen(brought.task, brought.index);
	};

	const { items, error } = saved;
	return (
		<Dialog title={t("saved.title")} closeLabel={t("app.close")} onClose={onClose}>
			{error ? (
				<p className="hfis-detail-error" role="alert">
					{describeError(error, locale)}{" "}
					<button type="button" className="hfis-btn" onClick={saved.again}>
						{t("tasks.retry")}
					</button>
				</p>
			) : null}
			{items?.length === 0 && !error ? (
				<div className="hfis-saved-empty">
					<CloudOff size={22} aria-hidden="true" />
					<p>{t("saved.empty")}</p>
				</div>
			) : null}
			<ul className="hfis-saved" aria-busy={saved.isReading}>
				{items?.map((output) => (
					<SavedPicture
						key={output.id}
						output={output}
						isKnown={saved.known.has(output.sha256)}
						isBusy={busy !== null}
						fetchOutput={fetchOutput}
						onBring={() => void bring(output)}
						onOpen={() => void open(output)}
					/>
				))}
			</ul>
			{saved.isReading ? (
				<LoaderCircle size={18} className="hfis-spin" role="img" aria-label={t("saved.reading")} />
			) : null}
			{saved.hasMore && !saved.isReading ? (
				<button type="button" className="hfis-btn" onClick={saved.more}>
					{t("tasks.more")}
				</button>
			) : null}
		</Dialog>
	);
}
