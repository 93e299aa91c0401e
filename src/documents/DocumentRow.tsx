// One document in the menu: thumbnail, name, dimensions, size, age and actions.
import { Copy, Pencil, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "../../ui";
import { ageText } from "../i18n/ageText";
import { useLocale, useTranslate } from "../i18n/locale";
import { sizeText } from "../i18n/sizeText";
import { Thumbnail } from "../images/Thumbnail";
import type { Library } from "../library/library";
import type { DocumentEntry } from "./documents";

interface DocumentRowProps {
	readonly entry: DocumentEntry;
	readonly library: Pick<Library, "getThumbnail">;
	readonly isCurrent: boolean;
	readonly onOpen: () => void;
	readonly onRename: (name: string) => void;
	readonly onDuplicate: () => void;
	readonly onRemove: () => void;
}

export function DocumentRow({ entry, library, isCurrent, ...on }: DocumentRowProps) {
	const t = useTranslate();
	const locale = useLocale();
	const [isRenaming, setRenaming] = useState(false);
	const row = useRef<HTMLLIElement>(null);
	const { name, width, height, base } = entry.facts;

	const stopRenaming = (): void => {
		setRenaming(false);
		// The focused name field is removed; without this the focus would be lost.
		requestAnimationFrame(() => row.current?.querySelector<HTMLElement>(".hfis-documents-open")?.focus());
	};

	return (
		<li ref={row} className={`hfis-documents-item ${isCurrent ? "hfis-documents-current" : ""}`}>
			{isRenaming ? (
				<div className="hfis-documents-open">
					<Thumbnail library={library} sha256={base} alt="" />
					<NameField
						name={name}
						onDone={(changed) => {
							if (changed !== null && changed !== name) on.onRename(changed);
							stopRenaming();
						}}
					/>
				</div>
			) : (
				<button
					type="button"
					className="hfis-documents-open"
					aria-current={isCurrent}
					title={name}
					onClick={on.onOpen}
					onKeyDown={(event) => {
						if (event.key === "F2") setRenaming(true);
						else if (event.key === "Delete") on.onRemove();
						else return;
						event.preventDefault();
					}}
				>
					<Thumbnail library={library} sha256={base} alt="" />
					<span className="hfis-documents-text">
						<span className="hfis-documents-item-name">{name}</span>
						<span className="hfis-documents-facts">
							<span>
								{width} × {height}
							</span>
							{entry.bytes > 0 ? <span>{sizeText(entry.bytes, locale)}</span> : null}
							<span>
								{entry.isUnsaved ? t("documents.unsaved") : ageText(entry.updatedAt, locale, t("documents.justNow"))}
							</span>
						</span>
					</span>
				</button>
			)}
			<span className="hfis-documents-item-actions">
				<IconButton icon={Pencil} size={15} label={t("documents.rename", { name })} onClick={() => setRenaming(true)} />
				<IconButton icon={Copy} size={15} label={t("documents.duplicate", { name })} onClick={on.onDuplicate} />
				<IconButton icon={Trash2} size={15} label={t("documents.delete", { name })} onClick={on.onRemove} />
			</span>
		</li>
	);
}

function NameField({ name, onDone }: { readonly name: string; readonly onDone: (name: string | null) => void }) {
	const t = useTranslate();
	const field = useRef<HTMLInputElement>(null);
	const isDone = useRef(false);
	useEffect(() => {
		const input = field.current;
		input?.focus();
		// Selects the name without its extension, as file managers do.
		input?.setSelectionRange(0, input.value.replace(/\.\w{1,5}$/, "").length);
	}, []);
	const finish = (changed: string | null): void => {
		if (isDone.current) return;
		isDone.current = true;
		onDone(changed?.trim() ? changed : null);
	};
	return (
		<input
			ref={field}
			className="hfis-documents-field"
			aria-label={t("documents.name")}
			defaultValue={name}
			maxLength={200}
			onBlur={(event) => finish(event.currentTarget.value)}
			onKeyDown={(event) => {
				// During composition Enter and Escape belong to the input method.
				if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
				// Otherwise Escape would close the menu as well.
				event.preventDefault();
				finish(event.key === "Enter" ? event.currentTarget.value : null);
			}}
		/>
	);
}
