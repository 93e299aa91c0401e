// Rotates the picture by the angle of the straighten tool, which then is 0 again.
import checkIcon from "@lucide/icons/icons/check";
import levelIcon from "@lucide/icons/icons/ruler-dimension-line";
import type { Action } from "../../action";
import { STRAIGHTEN_ACTION, STRAIGHTEN_ID, straightening, withAngle } from "../../straighten";

export const straightenPicture: Action = {
	id: STRAIGHTEN_ACTION,
	label: { en: "Apply rotation", zh: "应用旋转" },
	icon: checkIcon,
	group: "tool",
	tool: STRAIGHTEN_ID,
	needsCanvas: true,
	shortcuts: ["Enter"],
	isEnabled: (context) => context.document !== null && straightening(context).degrees !== 0,
	perform: (context) => [
		{ type: "straighten", ...straightening(context) },
		{ type: "settings", tool: STRAIGHTEN_ID, settings: withAngle(context, 0) },
	],
};

/** In the menu of the picture, where it is looked for first. */
export const chooseStraighten: Action = {
	id: "picture.chooseStraighten",
	label: { en: "Straighten…", zh: "拉直…" },
	icon: levelIcon,
	group: "picture",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "tool", tool: STRAIGHTEN_ID }],
};
