// The bin: deleted tasks and documents, the last one first, each with Restore and Delete permanently, and Empty bin.
import { Trash2, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Dialog, IconButton } from "../../ui";
import { useGatewayStatus } from "../gateway/status";
import { ageText } from "../i18n/ageText";
import { useLocale, useTranslate } from "../i18n/locale";
import { sizeText } from "../i18n/sizeText";
import { Thumbnail } from "../images/Thumbnail";
import type { DeletedDocument } from "../library/documentStore";
import type { DeletedTask } from "../library/taskBin";
import { announce } from "../notices/announce";
import { type BinPorts, emptyBin } from "./emptyBin";
import { purgeTasks } from "./purgeTasks";

interface BinDialogProps {
	readonly ports: BinPorts;
	readonly onProblem: (error: unknown) => void;
	readonly onClose: () => void;
}

interface Entry {
	readonly id: string;
	readonly name: string;
	/** The image of the thumbnail. */
	readonly image: string | undefined;
	readonly deletedAt: number;
	readonly bytes: number;
	readonly restore: () => Promise<unknown>;
	readonly purge: () => Promise<unknown>;
}

const PAGE_SIZE = 50;

/** Not inline: React would call another function at every render. */
const focusAtMount = (element: HTMLElement | null): void => element?.focus();

export function BinDialog({ ports, onProblem, onClose }: BinDialogProps) {
	const t = useTranslate();
	const { library, documents } = ports;
	const days = useGatewayStatus(({ settings }) => settings.bin_days);
	const [tasks, setTasks] = useState<readonly DeletedTask[]>();
	const [pictures, setPictures] = useState<readonly DeletedDocument<{ readonly name: string; base: string }>[]>();
	const [isAsking, setAsking] = useState(false);
	useEffect(() => library.watchDeletedTasks(setTasks), [library]);
	useEffect(() => library.watchDeletedDocuments(setPictures as (all: readonly DeletedDocument[]) => void), [library]);
	const attempt = (work: Promise<unknown>): void => void work.catch(onProblem);

	const taskEntries = tasks?.map(({ task, deletedAt, bytes }): Entry => {
		const { id, outputs, inputs, prompt } = task;
		return {
			...{ id, deletedAt, bytes },
			name: prompt.trim() || t("bin.nameless"),
			image: outputs[0]?.image ?? inputs.target,
			restore: () => library.restoreTasks([id]),
			purge: () => purgeTasks([id], library),
		};
	});
	const pictureEntries = pictures?.map(({ id, facts, deletedAt, bytes }): Entry => {
		return {
			...{ id, deletedAt, bytes },
			name: facts.name,
			image: facts.base,
			restore: () => library.restoreDocument(id),
			purge: () => documents.purge(id),
		};
	});
	const count = (tasks?.length ?? 0) + (pictures?.length ?? 0);
	const isEmpty = tasks !== undefined && pictures !== undefined && count === 0;

	return (
		<Dialog
			title={t("bin.title")}
			closeLabel={t("app.close")}
			onClose={onClose}
			className="hfis-bin"
			actions={
				isAsking ? (
					<>
						<p className="hfis-bin-ask" role="alert">
							{t("bin.emptyAsk", { count })}
						</p>
						<button
							type="button"
							className="hfis-ui-button"
							// Otherwise the focus would be lost with the button that was pressed. A key that is held deletes nothing.
							ref={focusAtMount}
							onClick={() => setAsking(false)}
						>
							{t("app.cancel")}
						</button>
						<button
							type="button"
							className="hfis-ui-button hfis-ui-button-primary"
							onClick={() => {
								setAsking(false);
								attempt(emptyBin(Number.POSITIVE_INFINITY, ports).then(() => announce(t("bin.emptied"), false)));
							}}
						>
							{t("bin.deleteForGood")}
						</button>
					</>
				) : (
					<button type="button" className="hfis-ui-button" disabled={count === 0} onClick={() => setAsking(true)}>
						<Trash2 size={15} aria-hidden="true" />
						{t("bin.emptyNow")}
					</button>
				)
			}
		>
			<p className="hfis-ui-remark">{days > 0 ? t("bin.hint", { days }) : t("bin.hintForever")}</p>
			{isEmpty ? (
				<div className="hfis-bin-empty">
					<Trash2 size={22} aria-hidden="true" />
					<p>{t("bin.empty")}</p>
				</div>
			) : null}
			<BinList title={t("bin.tasks")} entries={taskEntries} library={library} attempt={attempt} />
			<BinList title={t("bin.documents")} entries={pictureEntries} library={library} attempt={attempt} />
		</Dialog>
	);
}

interface BinListProps {
	readonly title: string;
	readonly entries: readonly Entry[] | undefined;
	readonly library: BinPorts["library"];
	readonly attempt: (work: Promise<unknown>) => void;
}

function BinList({ title, entries = [], library, attempt }: BinListProps): ReactNode {
	const t = useTranslate();
	const locale = useLocale();
	const list = useRef<HTMLUListElement>(null);
	const [limit, setLimit] = useState(PAGE_SIZE);
	if (entries.length === 0) return null;
	/** Moves the focus to another row before the focused one is removed. */
	const leave = (index: number, work: Promise<unknown>): void => {
		const rows = [...(list.current?.children ?? [])];
		const next = rows[index + 1] ?? rows[index - 1] ?? list.current?.closest("dialog");
		(next?.querySelector("button") ?? (next as HTMLElement | undefined))?.focus();
		attempt(work);
	};
	return (
		<section>
			<h3 className="hfis-bin-title">{title}</h3>
			<ul ref={list} className="hfis-bin-list" aria-label={title}>
				{entries.slice(0, limit).map(({ id, name, image, deletedAt, bytes, restore, purge }, index) => (
					<li key={id} className="hfis-bin-item">
						<Thumbnail library={library} sha256={image} alt="" />
						<span className="hfis-bin-text">
							<span className="hfis-bin-name" title={name}>
								{name}
							</span>
							<span className="hfis-bin-facts">
								<span>{t("bin.deletedAt", { time: ageText(deletedAt, locale, t("documents.justNow")) })}</span>
								{bytes > 0 ? <span>{sizeText(bytes, locale)}</span> : null}
							</span>
						</span>
						<button
							type="button"
							className="hfis-ui-button"
							aria-label={t("bin.restoreNamed", { name })}
							onClick={() => {
								leave(
									index,
									restore().then(() => announce(t("bin.restored", { name }), false)),
								);
							}}
						>
							<Undo2 size={15} aria-hidden="true" />
							{t("bin.restore")}
						</button>
						<IconButton
							icon={Trash2}
							size={15}
							label={t("bin.deleteForGoodNamed", { name })}
							onClick={() => leave(index, purge())}
						/>
					</li>
				))}
			</ul>
			{entries.length > limit ? (
				<button
					type="button"
					className="hfis-ui-button hfis-ui-button-quiet"
					onClick={() => setLimit(limit + PAGE_SIZE)}
				>
					{t("app.showMore")}
				</button>
			) : null}
		</section>
	);
}
