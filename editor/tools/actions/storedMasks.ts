// Copies, pastes and reuses masks of other pictures. The embedding program stores them; without one there are no such commands.
import copyIcon from "@lucide/icons/icons/clipboard-copy";
import pasteIcon from "@lucide/icons/icons/clipboard-paste";
import libraryIcon from "@lucide/icons/icons/library";
import { activeMask } from "../../document";
import { isEmpty } from "../../raster";
import type { Action, ActionContext } from "../action";

const canStore = ({ document, canStoreMasks }: ActionContext) => document !== null && canStoreMasks === true;

export const STORED_MASK_ACTIONS: readonly Action[] = [
	{
		id: "mask.copy",
		label: { en: "Copy mask", zh: "复制蒙版" },
		icon: copyIcon,
		group: "mask",
		shortcuts: ["Mod+Alt+C"],
		isEnabled: (context) =>
			canStore(context) && context.document !== null && !isEmpty(activeMask(context.document).coverage),
		perform: () => [{ type: "requestMask", request: "copy" }],
	},
	{
		id: "mask.paste",
		label: { en: "Paste as new mask", zh: "粘贴为新蒙版" },
		icon: pasteIcon,
		group: "mask",
		shortcuts: ["Mod+Alt+V"],
		isEnabled: canStore,
		perform: () => [{ type: "requestMask", request: "paste" }],
	},
	{
		id: "mask.library",
		label: { en: "Mask library…", zh: "蒙版库…" },
		icon: libraryIcon,
		group: "mask",
		shortcuts: [],
		isEnabled: canStore,
		perform: () => [{ type: "requestMask", request: "library" }],
	},
];
