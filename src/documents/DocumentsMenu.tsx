// The menu of documents, newest first: open, rename, duplicate, delete. A native popover inside the panel's root. Arrow
// keys, Home and End move between documents, F2 renames, Delete deletes, Escape closes.
import { ChevronDown, FilePlus2, FolderOpen, Images, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Popover } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import { DocumentRow } from "./DocumentRow";
import type { DocumentEntry, Documents } from "./documents";
import { NewCanvasDialog } from "./NewCanvasDialog";

export interface DocumentsMenuProps {
	readonly documents: Documents;
	readonly library: Pick<Library, "getThumbnail">;
	readonly picture: { readonly id: string; readonly name: string } | null;
	readonly isOpen: boolean;
	readonly onOpenChange: (isOpen: boolean) => void;
	readonly onOpenPicture: () => void;
	/** Reports the errors of background work. */
	readonly attempt: (work: Promise<unknown>) => void;
	readonly onRemove: (entry: DocumentEntry) => void;
	readonly onShowBin: () => void;
}

const PAGE_SIZE = 50;

export function DocumentsMenu({ documents, library, picture, isOpen, onOpenChange, ...props }: DocumentsMenuProps) {
	const t = useTranslate();
	const [isMaking, setMaking] = useState(false);
	return (
		<>
			<Popover
				label={picture ? t("documents.buttonWith", { name: picture.name }) : t("documents.title")}
				panelLabel={t("documents.title")}
				title={picture?.name ?? t("documents.title")}
				face={
					<>
						<Images size={16} aria-hidden="true" />
						<span className="hfis-documents-name">{picture?.name ?? t("documents.title")}</span>
						<ChevronDown size={14} aria-hidden="true" />
					</>
				}
				buttonClassName="hfis-documents-button"
				panelClassName="hfis-documents"
				fitsHeight
				isOpen={isOpen}
				onOpenChange={onOpenChange}
			>
				{(close) => (
					<Contents
						{...props}
						documents={documents}
						library={library}
						picture={picture}
						close={close}
						onNew={() => setMaking(true)}
					/>
				)}
			</Popover>
			{isMaking ? (
				<NewCanvasDialog
					onCreate={(made) => props.attempt(documents.openPicture(made, t("documents.new.name")))}
					onClose={() => setMaking(false)}
				/>
			) : null}
		</>
	);
}

type ContentsProps = Omit<DocumentsMenuProps, "isOpen" | "onOpenChange"> & {
	readonly close: () => void;
	readonly onNew: () => void;
};

function Contents({
	documents,
	library,
	picture,
	attempt,
	onOpenPicture,
	onRemove,
	onShowBin,
	close,
	onNew,
}: ContentsProps) {
	const t = useTranslate();
	const [entries, setEntries] = useState<readonly DocumentEntry[] | null>(null);
	const [limit, setLimit] = useState(PAGE_SIZE);
	const list = useRef<HTMLUListElement>(null);
	useEffect(() => documents.watch(setEntries), [documents]);

	const isLoaded = entries !== null;
	useEffect(() => {
		if (!isLoaded) return;
		const openers = openersOf(list.current);
		const firstButton = list.current?.parentElement?.querySelector("button");
		(openers.find((opener) => opener.ariaCurrent === "true") ?? openers[0] ?? firstButton)?.focus();
	}, [isLoaded]);

	const onKeyDown = (event: KeyboardEvent): void => {
		const openers = openersOf(list.current);
		const at = openers.findIndex((opener) => opener.closest("li")?.contains(document.activeElement));
		const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: openers.length - 1 }[event.key];
		if (to === undefined || event.target instanceof HTMLInputElement) return;
		event.preventDefault();
		openers[Math.max(0, Math.min(openers.length - 1, to))]?.focus();
	};
	/** Moves the focus to another row before the focused one is removed. */
	const remove = (entry: DocumentEntry, index: number): void => {
		const openers = openersOf(list.current);
		(openers[index + 1] ?? openers[index - 1] ?? list.current)?.focus();
		onRemove(entry);
	};

	return (
		<>
			<div className="hfis-documents-actions">
				<button
					type="button"
					className="hfis-ui-button"
					onClick={() => {
						close();
						onOpenPicture();
					}}
				>
					<FolderOpen size={16} aria-hidden="true" />
					{t("documents.openFile")}
				</button>
				<button
					type="button"
					className="hfis-ui-button"
					aria-haspopup="dialog"
					onClick={() => {
						close();
						onNew();
					}}
				>
					<FilePlus2 size={16} aria-hidden="true" />
					{t("documents.new")}
				</button>
			</div>
			{entries?.length === 0 ? <p className="hfis-documents-empty">{t("documents.empty")}</p> : null}
			<ul
				ref={list}
				tabIndex={-1}
				className="hfis-documents-list"
				aria-label={t("documents.title")}
				onKeyDown={onKeyDown}
			>
				{entries?.slice(0, limit).map((entry, index) => (
					<DocumentRow
						key={entry.id}
						entry={entry}
						library={library}
						isCurrent={entry.id === picture?.id}
						onOpen={() => {
							close();
							if (entry.id !== picture?.id) attempt(documents.openStored(entry.id));
						}}
						onRename={(name) => attempt(documents.rename(entry.id, name))}
						onDuplicate={() =>
							attempt(documents.duplicate(entry.id, t("documents.copyOf", { name: entry.facts.name })))
						}
						onRemove={() => remove(entry, index)}
					/>
				))}
			</ul>
			{entries && entries.length > limit ? (
				<button
					type="button"
					className="hfis-ui-button hfis-ui-button-quiet"
					onClick={() => setLimit(limit + PAGE_SIZE)}
				>
					{t("app.showMore")}
				</button>
			) : null}
			<button
				type="button"
				className="hfis-ui-button hfis-ui-button-quiet hfis-documents-bin"
				aria-haspopup="dialog"
				onClick={() => {
					close();
					onShowBin();
				}}
			>
				<Trash2 size={15} aria-hidden="true" />
				{t("bin.show")}
			</button>
		</>
	);
}

const openersOf = (list: HTMLElement | null): HTMLElement[] => [
	...(list?.querySelectorAll<HTMLElement>(".hfis-documents-open") ?? []),
];
