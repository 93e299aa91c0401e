// Duplicates the selected objects: the copies lie above them, a little to the lower right, and are selected.
import copyPlusIcon from "@lucide/icons/icons/copy-plus";
import type { DocumentCommand, DocumentTree, ReferenceLayer } from "../../../document";
import { moveRect } from "../../../raster";
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
		const originals = selectedObjects(context);
		const highest = originals.at(-1);
		if (document === null || highest === undefined) return [];
		const above = document.references.indexOf(highest) + 1;
		const copies: ReferenceLayer[] = [];
		for (const original of originals) copies.push(copyOf(original, document, copies));
		return commandEffects(
			copies.flatMap((reference, i): readonly DocumentCommand[] => [
				{ type: "reference.add", reference },
				{ type: "reference.move", reference: reference.id, to: above + i },
			]),
		);
	},
});

/** A copy of a locked object is not locked, so that it can be moved. */
function copyOf(
	{ isLocked: _, ...original }: ReferenceLayer,
	{ references, picture }: DocumentTree,
	made: readonly ReferenceLayer[],
): ReferenceLayer {
	const isTaken = (id: string) => [...references, ...made].some((layer) => layer.id === id);
	let number = references.length + 1;
	while (isTaken(`object-${number}`)) number++;
	const offset = Math.max(1, Math.round(OFFSET * Math.min(picture.width, picture.height)));
	return { ...original, id: `object-${number}`, place: moveRect(original.place, offset, offset) };
}
