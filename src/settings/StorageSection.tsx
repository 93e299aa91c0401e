// The library's disk usage, the available quota, the browser's persistence setting, the deletion of unused images, and the
// backend's limits. It deletes only on request, and only images that no record refers to.
import { useCallback, useEffect, useState } from "react";
import { toStudioError } from "../host/errors";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";
import { sizeText } from "../i18n/sizeText";
import { LibraryError } from "../library/libraryError";
import type { LibraryUsage } from "../library/storageUsage";
import { KeptResultsFields } from "./KeptResultsFields";
import { NumberSetting } from "./NumberSetting";
import { SavedImageFields } from "./SavedImageFields";
import type { SectionProps } from "./sectionProps";
import { UnreadableFiles } from "./UnreadableFiles";

interface StorageState extends StorageEstimate {
	/** The browser does not evict the data. undefined: the browser does not report it. */
	readonly isPersisted?: boolean | undefined;
}

const KINDS = ["pictures", "thumbnails", "tasks", "documents", "bin"] as const;
const BIN_DAYS = [0, 1, 7, 14, 30, 60, 90, 365];
const MEMORY_MEGABYTES = [256, 512, 1024, 2048, 4096, 8192];

export function StorageSection({ library, onShowBin }: Pick<SectionProps, "library" | "onShowBin">) {
	const t = useTranslate();
	const locale = useLocale();
	const [usage, setUsage] = useState<LibraryUsage | null>(null);
	const [storage, setStorage] = useState<StorageState>({});
	const [damaged, setDamaged] = useState(0);
	const [isBusy, setBusy] = useState(false);
	const [message, setMessage] = useState("");

	const fail = useCallback(
		(error: unknown) =>
			setMessage(describeErrorRecord(error instanceof LibraryError ? error : toStudioError(error), locale)),
		[locale],
	);
	const read = useCallback(async () => {
		setStorage(await readStorageState());
		setUsage(await library.usage());
	}, [library]);
	useEffect(() => void read().catch(fail), [read, fail]);
	useEffect(() => library.watchDamagedRecords(({ tasks, documents }) => setDamaged(tasks + documents)), [library]);

	const run = (work: () => Promise<string>): void => {
		setBusy(true);
		void work()
			.then(setMessage, fail)
			.then(() => read().catch(fail))
			.finally(() => setBusy(false));
	};
	const persist = async () =>
		t((await navigator.storage.persist()) ? "settings.persistence.granted" : "settings.persistence.denied");
	const deleteUnused = async () => {
		const count = await library.deleteUnusedImages();
		return count > 0 ? t("settings.cleanUp.done", { count }) : t("settings.cleanUp.none");
	};

	return (
		<>
			<table className="hfis-settings-usage">
				<tbody>
					{KINDS.map((kind) => (
						<tr key={kind}>
							<th scope="row">{t(`settings.usage.${kind}`)}</th>
							<td>{usage ? usage[kind].count.toLocaleString(locale) : "…"}</td>
							<td>{usage ? sizeText(usage[kind].bytes, locale) : ""}</td>
						</tr>
					))}
				</tbody>
			</table>
			{damaged > 0 ? <p className="hfis-ui-remark">{t("library.damaged", { count: damaged })}</p> : null}
			{storage.quota ? (
				<>
					<meter
						className="hfis-settings-room"
						aria-label={t("settings.storageUsed")}
						max={storage.quota}
						value={storage.usage ?? 0}
						high={storage.quota * 0.9}
					/>
					<p className="hfis-ui-remark">
						{t("settings.storageUsedOf", {
							used: sizeText(storage.usage ?? 0, locale),
							all: sizeText(storage.quota, locale),
						})}
					</p>
				</>
			) : (
				<p className="hfis-ui-remark">{t("settings.storageUnknown")}</p>
			)}
			<NumberSetting
				name="bin_days"
				values={BIN_DAYS}
				format={(days) => (days === 0 ? t("bin.days.forever") : days.toLocaleString(locale))}
				hint={t("bin.days.hint")}
			/>
			<div className="hfis-settings-row">
				<span>
					{t("bin.title")}
					{usage ? <small>{t("settings.usage.binFrees", { size: sizeText(usage.bin.bytes, locale) })}</small> : null}
				</span>
				<button type="button" className="hfis-ui-button" aria-haspopup="dialog" onClick={onShowBin}>
					{t("bin.show")}
				</button>
			</div>
			<div className="hfis-settings-row">
				<span>
					{t("settings.cleanUp")}
					<small>{t("settings.cleanUp.hint")}</small>
				</span>
				<button type="button" className="hfis-ui-button" disabled={isBusy} onClick={() => run(deleteUnused)}>
					{t("settings.cleanUp.now")}
				</button>
			</div>
			{storage.isPersisted === undefined ? null : (
				<div className="hfis-settings-row">
					<span>
						{t("settings.persistence")}
						<small>{t(storage.isPersisted ? "settings.persistence.on" : "settings.persistence.off")}</small>
					</span>
					{storage.isPersisted ? null : (
						<button type="button" className="hfis-ui-button" disabled={isBusy} onClick={() => run(persist)}>
							{t("settings.persistence.request")}
						</button>
					)}
				</div>
			)}
			<SavedImageFields />
			<KeptResultsFields />
			<UnreadableFiles run={run} />
			<NumberSetting
				name="memory_budget_mb"
				values={MEMORY_MEGABYTES}
				format={(megabytes) => `${megabytes.toLocaleString(locale)} MB`}
				hint={t("settings.memoryBudget.hint")}
			/>
			<p className="hfis-ui-remark">{t("settings.neverDeletes")}</p>
			<p className="hfis-settings-status" role="status">
				{message}
			</p>
		</>
	);
}

/** `navigator.storage` is undefined in an insecure context. */
async function readStorageState(): Promise<StorageState> {
	const manager = navigator.storage as StorageManager | undefined;
	const [estimate, isPersisted] = await Promise.all([
		manager?.estimate?.().catch(() => undefined),
		manager?.persisted?.().catch(() => undefined),
	]);
	return { ...estimate, isPersisted };
}
