// Duplicates the selected objects: the copies lie above them, a little to the lower right, and are selected.
import copyPlusIcon from "@lucide/icons/icons/copy-plus";
import {
	addObject,
	copiesOf,
	type DocumentCommand,
	isAnnotation,
	isPlacedPicture,
	moveObject,
	type PlacedObject,
} from "../../../document";
import { commandEffects, objectAction, selectedObjects } from "./objectAction";

/** As a share of the picture's shorter side. */
const OFFSET = 0.02;

export const duplicateObjects = objectAction({
	id: "object.duplicate",
	label: { en: "Duplicate", zh: "创建副本" },
	icon: copyPlusIcon,
	shortcuts: ["Mod+J"],
	isEnabled: (context) => selectedObjects(context).length > 0,
	perform(context) {
		const { document } = context;
		if (document === null) return [];
		const { width, height } = document.picture;
		const offset = Math.max(1, Math.round(OFFSET * Math.min(width, height)));
		const originals = selectedObjects(context);
		const copies = copiesOf(originals, document, { x: offset, y: offset });
		return commandEffects([
			...addedAbove(copies.filter(isPlacedPicture), originals, document.references),
			...addedAbove(copies.filter(isAnnotation), originals, document.annotations),
		]);
	},
});

/** Directly above the highest original of its kind. */
function addedAbove(
	copies: readonly PlacedObject[],
	originals: readonly PlacedObject[],
	all: readonly PlacedObject[],
): readonly DocumentCommand[] {
	const above = all.map((object) => originals.includes(object)).lastIndexOf(true) + 1;
	return copies.flatMap((copy, i) => [addObject(copy), moveObject(copy, above + i)]);
}
