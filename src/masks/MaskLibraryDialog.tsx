// The mask library: saves the current mask by name, and uses a saved one at its own pixels or scaled to the picture, as a new
// mask or joined to the current one.
import { Layers, Search } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { MaskUse } from "../../editor/index";
import { Dialog, RadioGroup, Select } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { MaskRow } from "../library/maskRecords";
import type { SavedMasks } from "../library/maskStore";
import { MaskItem } from "./MaskItem";
import { applyStoredMask, closeMaskLibrary, type MaskPorts, removeMask, saveMask } from "./maskCommands";

const MODES: readonly MaskUse["mode"][] = ["layer", "replace", "add", "subtract", "intersect"];
const FITS: readonly MaskUse["fit"][] = ["scale", "place"];
/** From this many masks on there is a search field. */
const MANY = 8;
const PAGE_SIZE = 50;

/** Kept while the page lives. */
let lastUse: MaskUse = { fit: "scale", mode: "layer" };

interface MaskLibraryDialogProps {
	readonly ports: MaskPorts;
	/** A name for the mask that is saved next. */
	readonly suggestedName: string;
}

export function MaskLibraryDialog({ ports, suggestedName }: MaskLibraryDialogProps) {
	const t = useTranslate();
	const [saved, setSaved] = useState<SavedMasks>();
	const [use, setUse] = useState(lastUse);
	const [words, setWords] = useState("");
	const [limit, setLimit] = useState(PAGE_SIZE);
	const list = useRef<HTMLUListElement>(null);
	useEffect(() => ports.library.watchMasks(setSaved), [ports]);

	const change = (changed: Partial<MaskUse>): void => {
		lastUse = { ...use, ...changed };
		setUse(lastUse);
	};
	const apply = async (id: string, name: string): Promise<void> => {
		const named = use.mode === "layer" ? { ...use, name } : use;
		if (await applyStoredMask(id, name, named, ports)) closeMaskLibrary();
	};
	/** Moves the focus to another mask before the focused one is removed. */
	const remove = ({ id, name }: MaskRow, index: number): void => {
		const rows = [...(list.current?.children ?? [])];
		const next = rows[index + 1] ?? rows[index - 1];
		(next?.querySelector<HTMLElement>("button") ?? list.current?.closest("dialog"))?.focus();
		void removeMask(id, name, ports).catch(ports.report);
	};

	const masks = saved?.masks ?? [];
	const wanted = words.trim().toLowerCase();
	const found = masks.filter(({ name }) => name.toLowerCase().includes(wanted));
	const isEmpty = saved !== undefined && masks.length === 0 && saved.copied === undefined;
	return (
		<Dialog title={t("masks.title")} closeLabel={t("app.close")} onClose={closeMaskLibrary} className="hfis-masks">
			<SaveForm {...{ ports, suggestedName }} />
			<div className="hfis-masks-choices">
				<RadioGroup
					label={t("masks.fit")}
					value={use.fit}
					options={FITS.map((value) => ({ value, label: t(`masks.fit.${value}`) }))}
					onChange={(fit) => change({ fit })}
				/>
				<div className="hfis-masks-mode">
					<span>{t("masks.mode")}</span>
					<Select
						label={t("masks.mode")}
						side="below"
						value={use.mode}
						options={MODES.map((value) => ({ value, label: t(`masks.mode.${value}`) }))}
						onChange={(mode) => change({ mode })}
					/>
				</div>
			</div>
			{masks.length >= MANY ? (
				<label className="hfis-masks-search">
					<Search size={15} aria-hidden="true" />
					<input
						type="search"
						className="hfis-ui-text-field"
						aria-label={t("masks.search")}
						placeholder={t("masks.search")}
						value={words}
						onChange={({ target }) => setWords(target.value)}
					/>
				</label>
			) : null}
			{isEmpty ? (
				<div className="hfis-masks-empty">
					<Layers size={22} aria-hidden="true" />
					<p>{t("masks.empty")}</p>
				</div>
			) : null}
			<ul ref={list} className="hfis-masks-list" aria-label={t("masks.title")}>
				{saved?.copied && wanted === "" ? (
					<MaskItem
						mask={saved.copied}
						name={t("masks.copied")}
						onUse={() => void apply(saved.copied?.id ?? "", t("masks.copied"))}
					/>
				) : null}
				{found.slice(0, limit).map((mask, index) => (
					<MaskItem
						key={mask.id}
						mask={mask}
						name={mask.name}
						onUse={() => void apply(mask.id, mask.name)}
						onRename={(name) => void ports.library.renameMask(mask.id, name).catch(ports.report)}
						onRemove={() => remove(mask, index + (saved?.copied && wanted === "" ? 1 : 0))}
					/>
				))}
			</ul>
			{masks.length > 0 && found.length === 0 ? <p className="hfis-masks-none">{t("masks.noMatch")}</p> : null}
			{found.length > limit ? (
				<button
					type="button"
					className="hfis-ui-button hfis-ui-button-quiet"
					onClick={() => setLimit(limit + PAGE_SIZE)}
				>
					{t("app.showMore")}
				</button>
			) : null}
			{saved && saved.damaged > 0 ? (
				<p className="hfis-ui-remark" role="status">
					{t("masks.damaged", { count: saved.damaged })}
				</p>
			) : null}
		</Dialog>
	);
}

function SaveForm({ ports, suggestedName }: MaskLibraryDialogProps) {
	const t = useTranslate();
	const [name, setName] = useState(suggestedName);
	const [canSave] = useState(() => ports.editor.maskExchange.read() !== null);
	const [isSaving, setSaving] = useState(false);
	const save = (event: FormEvent): void => {
		event.preventDefault();
		if (!canSave || isSaving || name.trim() === "") return;
		setSaving(true);
		void saveMask(name.trim(), ports).finally(() => setSaving(false));
	};
	if (!canSave) return <p className="hfis-ui-remark">{t("masks.nothing")}</p>;
	return (
		<form className="hfis-masks-save" onSubmit={save}>
			<input
				className="hfis-ui-text-field"
				aria-label={t("masks.saveAs")}
				value={name}
				maxLength={200}
				onChange={({ target }) => setName(target.value)}
			/>
			<button type="submit" className="hfis-ui-button hfis-ui-button-primary" disabled={name.trim() === ""}>
				{t("masks.save")}
			</button>
		</form>
	);
}
