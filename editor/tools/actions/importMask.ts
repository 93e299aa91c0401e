// Imports a mask from a file.
import fileInputIcon from "@lucide/icons/icons/file-input";
import type { Action } from "../action";

export const importMask: Action = {
	id: "mask.import",
	label: { en: "Import mask…", zh: "导入蒙版…" },
	icon: fileInputIcon,
	group: "mask",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "pick", purpose: "mask" }],
};
