// The actions on the selected objects, in the order of the help.
import type { Action } from "../../action";
import { alignActions } from "./align";
import { cropObject } from "./crop";
import { distributeActions } from "./distribute";
import { duplicateObjects } from "./duplicate";
import { flipActions } from "./flip";
import { lockObjects } from "./lock";
import { releaseObjectMask, resetObjectMask, takeObjectMask } from "./mask";
import { nudgeActions } from "./nudge";
import { objectOpacities } from "./opacity";
import { orderActions } from "./order";
import { blendObject, togglePart } from "./part";
import { deleteObjects } from "./remove";
import { resetActions } from "./reset";
import { rotateActions } from "./rotate";
import { selectActions } from "./select";

export const objectActions: readonly Action[] = [
	...selectActions,
	...nudgeActions,
	togglePart,
	blendObject,
	takeObjectMask,
	releaseObjectMask,
	resetObjectMask,
	duplicateObjects,
	deleteObjects,
	cropObject,
	...flipActions,
	...rotateActions,
	...alignActions,
	...distributeActions,
	...orderActions,
	lockObjects,
	...objectOpacities,
	...resetActions,
];
