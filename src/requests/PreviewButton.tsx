// The button that shows exactly what would go out. Its key presses it from anywhere in the panel.
import { PackageSearch } from "lucide-react";
import { IconButton } from "../controls/IconButton";
import { useTranslate } from "../i18n/locale";
import { LOOK, LOOK_KEYS } from "./previewKey";

export function LookButton({ onLook }: { readonly onLook: () => void }) {
	const t = useTranslate();
	const label = t("outgoing.look", { keys: LOOK_KEYS });
	return <IconButton icon={PackageSearch} label={label} onClick={onLook} {...{ [LOOK]: "" }} />;
}
