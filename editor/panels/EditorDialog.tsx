// The kit's dialog as the editor uses it: with the editor's words, and keys that do not reach its tools.
import { Dialog, type DialogProps } from "../../ui";
import { STRINGS } from "../strings";
import type { Locale } from "../types";

interface EditorDialogProps extends Omit<DialogProps, "closeLabel" | "containsKeys"> {
	readonly locale: Locale;
}

export function EditorDialog({ locale, ...props }: EditorDialogProps) {
	return <Dialog {...props} closeLabel={STRINGS.close[locale]} containsKeys />;
}
