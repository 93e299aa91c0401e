// Opens the preview of the request. The shortcut works anywhere in the panel (promptShortcuts.ts).
import { PackageSearch } from "lucide-react";
import { IconButton } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { PREVIEW_BUTTON_ATTRIBUTE, PREVIEW_SHORTCUT } from "./promptShortcuts";

export function PreviewButton({ onPreview }: { readonly onPreview: () => void }) {
	const t = useTranslate();
	const label = t("requestPreview.open", { keys: PREVIEW_SHORTCUT });
	return <IconButton icon={PackageSearch} label={label} onClick={onPreview} {...{ [PREVIEW_BUTTON_ATTRIBUTE]: "" }} />;
}
