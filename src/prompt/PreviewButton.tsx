// Opens the preview of the request. The shortcut works anywhere in the panel (promptShortcuts.ts).
import { PackageSearch } from "lucide-react";
import { IconButton } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { useLabelWithKeys } from "../keys/keymap";
import { PREVIEW_BUTTON_ATTRIBUTE } from "./promptShortcuts";

export function PreviewButton({ onPreview }: { readonly onPreview: () => void }) {
	const t = useTranslate();
	const label = useLabelWithKeys()(t("requestPreview.open"), "studio.preview");
	return <IconButton icon={PackageSearch} label={label} onClick={onPreview} {...{ [PREVIEW_BUTTON_ATTRIBUTE]: "" }} />;
}
