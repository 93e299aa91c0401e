// Opens the preview of the request. The shortcut works anywhere in the panel (promptShortcuts.ts).
import { PackageSearch } from "lucide-react";
import { IconButton } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { useKeyText } from "../keys/keymap";
import { PREVIEW_BUTTON_ATTRIBUTE } from "./promptShortcuts";

export function PreviewButton({ onPreview }: { readonly onPreview: () => void }) {
	const t = useTranslate();
	return (
		<IconButton
			icon={PackageSearch}
			label={t("requestPreview.open")}
			keys={useKeyText("studio.preview")}
			tooltipSide="above"
			onClick={onPreview}
			{...{ [PREVIEW_BUTTON_ATTRIBUTE]: "" }}
		/>
	);
}
