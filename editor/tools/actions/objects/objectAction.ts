// Shared parts of the actions on the selected objects: their group, the tool that their shortcuts belong to, and the commands.
import {
	type DocumentCommand,
	isPlacedPicture,
	keepOnWholePixels,
	type ObjectChanges,
	type PlacedObject,
	type ReferenceLayer,
	type ReferenceProperties,
	selectedObjectsOf,
	setObject,
} from "../../../document";
import { moveRect } from "../../../raster";
import type { Action, ActionContext, Effect } from "../../action";
import { objectTool } from "../../objectTool";

/** The selected objects, from bottom to top. */
export function selectedObjects({ document, selectedObjects: ids }: ActionContext): readonly PlacedObject[] {
	return document === null ? [] : selectedObjectsOf(document, ids);
}

/** The selected objects that are not locked. */
export function changeableObjects(context: ActionContext): readonly PlacedObject[] {
	return selectedObjects(context).filter(({ isLocked }) => isLocked !== true);
}

/** The placed pictures among them: only they have a crop, a role and a size of their own. */
export function changeablePictures(context: ActionContext): readonly ReferenceLayer[] {
	return changeableObjects(context).filter(isPlacedPicture);
}

type OwnParts = Omit<Action, "group" | "tool" | "isEnabled"> & Partial<Pick<Action, "isEnabled">>;

/** Enabled if a selected object can be changed, unless the action has a condition of its own. */
export function objectAction(parts: OwnParts): Action {
	const isEnabled = (context: ActionContext) => changeableObjects(context).length > 0;
	return { isEnabled, ...parts, group: "object", tool: objectTool.id };
}

export function commandEffects(commands: readonly DocumentCommand[], merge?: string): readonly Effect[] {
	return commands.length === 0 ? [] : [{ type: "commands", commands, ...(merge === undefined ? {} : { merge }) }];
}

/** Moves an object; one on whole pixels stays on them. */
export function movedBy(object: PlacedObject, x: number, y: number): Pick<ReferenceProperties, "place"> {
	const { place } = keepOnWholePixels(object, { ...object, place: moveRect(object.place, x, y) });
	return { place };
}

/** Changes each of the objects, as one step of the history. `change` returns null for one that stays as it is. */
export function changeObjects<Placed extends PlacedObject>(
	objects: readonly Placed[],
	change: (object: Placed) => ObjectChanges | null,
	merge?: string,
): readonly Effect[] {
	const commands = objects.flatMap((object): readonly DocumentCommand[] => {
		const changes = change(object);
		return changes === null ? [] : [setObject(object, changes)];
	});
	return commandEffects(commands, merge);
}
