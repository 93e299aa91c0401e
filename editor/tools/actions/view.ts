// Zoom and visibility. None of it is part of the document.
import eyeOffIcon from "@lucide/icons/icons/eye-off";
import maximizeIcon from "@lucide/icons/icons/maximize";
import minusIcon from "@lucide/icons/icons/minus";
import plusIcon from "@lucide/icons/icons/plus";
import scanSearchIcon from "@lucide/icons/icons/scan-search";
import squareDashedIcon from "@lucide/icons/icons/square-dashed";
import squareSplitHorizontalIcon from "@lucide/icons/icons/square-split-horizontal";
import { editCoverage } from "../../document";
import { editBounds, isEmpty } from "../../raster";
import type { Action, Effect } from "../action";
import type { IconData } from "../icon";
import type { Label, ViewRequest } from "../tool";

function viewAction(
	id: string,
	label: Label,
	icon: IconData,
	shortcuts: readonly string[],
	request: ViewRequest,
): Action {
	const effects: readonly Effect[] = [{ type: "view", request }];
	return {
		id,
		label,
		icon,
		shortcuts,
		group: "view",
		isRepeated: request.type === "zoomBy",
		isEnabled: ({ document }) => document !== null,
		perform: () => effects,
	};
}

export const zoomOut = viewAction("view.zoomOut", { en: "Zoom out", zh: "缩小" }, minusIcon, ["Mod+-", "-"], {
	type: "zoomBy",
	factor: 1 / 1.5,
});

export const zoomIn = viewAction("view.zoomIn", { en: "Zoom in", zh: "放大" }, plusIcon, ["Mod+=", "="], {
	type: "zoomBy",
	factor: 1.5,
});

export const fitView = viewAction(
	"view.fit",
	{ en: "Fit to view", zh: "适应窗口" },
	maximizeIcon,
	["Mod+0", "Shift+1"],
	{
		type: "fit",
	},
);

export const actualSize: Action = {
	id: "view.actual",
	label: { en: "Actual size", zh: "实际大小" },
	group: "view",
	shortcuts: ["Mod+1", "Shift+0"],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "view", request: { type: "zoomTo", zoom: 1 } }],
};

export const doubleSize: Action = {
	id: "view.double",
	label: { en: "Zoom to 200%", zh: "缩放到 200%" },
	group: "view",
	shortcuts: ["Mod+2", "Shift+2"],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "view", request: { type: "zoomTo", zoom: 2 } }],
};

export const zoomToMask: Action = {
	id: "view.mask",
	label: { en: "Zoom to mask", zh: "缩放到蒙版" },
	icon: scanSearchIcon,
	group: "view",
	shortcuts: ["Mod+3", "Shift+3"],
	isEnabled: ({ document }) => document !== null && !isEmpty(editCoverage(document)),
	perform({ document }) {
		const rect = document && editBounds(editCoverage(document));
		return rect === null ? [] : [{ type: "view", request: { type: "fitRect", rect } }];
	},
};

export const toggleMaskOnly: Action = {
	id: "view.maskOnly",
	label: { en: "Show mask only", zh: "仅显示蒙版" },
	icon: squareDashedIcon,
	group: "view",
	shortcuts: ["Shift+Q"],
	isPressed: ({ isMaskOnly }) => isMaskOnly,
	isEnabled: ({ document }) => document !== null,
	perform: ({ isMaskOnly }) => [{ type: "show", maskOnly: !isMaskOnly }],
};

export const toggleMask: Action = {
	id: "view.toggleMask",
	label: { en: "Hide mask", zh: "隐藏蒙版" },
	icon: eyeOffIcon,
	group: "view",
	shortcuts: ["Q"],
	isPressed: ({ isMaskShown }) => !isMaskShown,
	isEnabled: ({ document }) => document !== null,
	perform: ({ isMaskShown }) => [{ type: "show", mask: !isMaskShown }],
};

export const toggleBefore: Action = {
	id: "view.before",
	label: { en: "Show original", zh: "显示原图" },
	icon: squareSplitHorizontalIcon,
	group: "view",
	shortcuts: ["\\"],
	isPressed: ({ areResultsShown }) => !areResultsShown,
	isEnabled: ({ document, shownGenerated, against }) => {
		if (shownGenerated) return Boolean(against);
		return document !== null && document.results.length + document.accepted.length > 0;
	},
	perform: ({ areResultsShown }) => [{ type: "show", results: !areResultsShown }],
};
