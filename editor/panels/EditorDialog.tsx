// The kit's dialog with the editor's close label. Keys pressed in it do not reach the editor's tools.
import { Dialog, type DialogProps } from "../../ui";
import { STRINGS } from "../strings";
import type { Locale } from "../types";

interface EditorDialogProps extends Omit<DialogProps, "closeLabel" | "containsKeys"> {
	readonly locale: Locale;
}

export function EditorDialog({ locale, ...props }: EditorDialogProps) {
	return <Dialog {...props} closeLabel={STRINGS.close[locale]} containsKeys />;
}
