// One saved mask in the library: small picture, name, size, age, and what can be done with it. F2 renames, Delete deletes.
import { Pencil, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "../../ui";
import { ageText } from "../i18n/ageText";
import { useLocale, useTranslate } from "../i18n/locale";
import { sizeText } from "../i18n/sizeText";
import type { MaskRow } from "../library/maskRecords";
import { MaskThumbnail } from "./MaskThumbnail";

interface MaskItemProps {
	readonly mask: MaskRow;
	readonly name: string;
	readonly onUse: () => void;
	/** Without them it can be used only. */
	readonly onRename?: (name: string) => void;
	readonly onRemove?: () => void;
}

export function MaskItem({ mask, name, onUse, onRename, onRemove }: MaskItemProps) {
	const t = useTranslate();
	const locale = useLocale();
	const [isRenaming, setRenaming] = useState(false);
	const item = useRef<HTMLLIElement>(null);
	const stopRenaming = (changed: string | null): void => {
		if (changed !== null && changed !== name) onRename?.(changed);
		setRenaming(false);
		// The focused field is removed; without this the focus would be lost.
		requestAnimationFrame(() => item.current?.querySelector<HTMLElement>(".hfis-masks-use")?.focus());
	};
	const facts = (
		<span className="hfis-masks-facts">
			<span>
				{mask.width} × {mask.height}
			</span>
			<span>{sizeText(mask.bytes, locale)}</span>
			<span>{ageText(mask.savedAt, locale, t("documents.justNow"))}</span>
		</span>
	);
	return (
		<li ref={item} className="hfis-masks-item">
			{isRenaming ? (
				<div className="hfis-masks-use">
					<MaskThumbnail preview={mask.preview} />
					<NameField name={name} onDone={stopRenaming} />
				</div>
			) : (
				<button
					type="button"
					className="hfis-masks-use"
					aria-label={t("masks.use", { name })}
					title={name}
					onClick={onUse}
					onKeyDown={(event) => {
						if (event.key === "F2" && onRename) setRenaming(true);
						else if (event.key === "Delete" && onRemove) onRemove();
						else return;
						event.preventDefault();
					}}
				>
					<MaskThumbnail preview={mask.preview} />
					<span className="hfis-masks-text">
						<span className="hfis-masks-name">{name}</span>
						{facts}
					</span>
				</button>
			)}
			{onRename && onRemove ? (
				<>
					<IconButton icon={Pencil} size={15} label={t("masks.rename", { name })} onClick={() => setRenaming(true)} />
					<IconButton icon={Trash2} size={15} label={t("masks.delete", { name })} onClick={onRemove} />
				</>
			) : null}
		</li>
	);
}

function NameField({ name, onDone }: { readonly name: string; readonly onDone: (name: string | null) => void }) {
	const t = useTranslate();
	const field = useRef<HTMLInputElement>(null);
	const isDone = useRef(false);
	useEffect(() => field.current?.select(), []);
	const finish = (changed: string | null): void => {
		if (isDone.current) return;
		isDone.current = true;
		onDone(changed?.trim() || null);
	};
	return (
		<input
			ref={field}
			className="hfis-ui-text-field"
			aria-label={t("masks.name")}
			defaultValue={name}
			maxLength={200}
			onBlur={(event) => finish(event.currentTarget.value)}
			onKeyDown={(event) => {
				// During composition Enter and Escape belong to the input method.
				if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
				// Otherwise Escape would close the dialog as well.
				event.preventDefault();
				event.stopPropagation();
				finish(event.key === "Enter" ? event.currentTarget.value : null);
			}}
		/>
	);
}
