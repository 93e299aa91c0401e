// Stars tasks, or one picture of each, as an action that can be undone.
import { translate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import type { StarChange } from "../../library/stars";
import { recordAction } from "../../undo/undoStack";

type StarLibrary = Pick<Library, "setFavourites" | "setPictureFavourite" | "setStars">;

interface Starred {
	readonly ids: readonly string[];
	/** A picture's index in the answer; undefined: the whole task. */
	readonly index: number | undefined;
	readonly isFavourite: boolean;
}

export async function setFavourites({ ids, index, isFavourite }: Starred, library: StarLibrary): Promise<void> {
	const changes =
		index === undefined
			? [await library.setFavourites(ids, isFavourite)]
			: await Promise.all(ids.map((id) => library.setPictureFavourite(id, index, isFavourite)));
	const changed = changes.filter(isChange);
	if (changed.length === 0) return;
	const set = async (side: "before" | "after"): Promise<boolean> => {
		for (const { tasks, ...stars } of changed) await library.setStars(tasks, stars[side]);
		return true;
	};
	recordAction({
		name: translate(isFavourite ? "undo.addFavourites" : "undo.removeFavourites", { count: ids.length }),
		undo: () => set("before"),
		redo: () => set("after"),
	});
}

const isChange = ({ before, after }: StarChange): boolean =>
	before.length !== after.length || before.some((star) => !after.includes(star));
