// The actions inside the full view on the output that it shows: edit, reference, again, favourite, save, delete. Derived from
// the menu of the task.
import { useEffect, useState } from "react";
import { tooltipProps } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskOutput, TaskRecord } from "../library/records";
import type { TaskActions } from "./taskActions";
import { labelWithCaution, menuItemsFor, type TaskMenuItemId } from "./taskMenu";

interface FullViewActionsProps {
	readonly task: TaskRecord;
	readonly output: TaskOutput;
	readonly library: Pick<Library, "watchFavourites">;
	readonly actions: TaskActions;
	readonly onClose: () => void;
}

const SHOWN: readonly TaskMenuItemId[] = ["edit", "reference", "again", "favourite", "save", "delete"];
/** Their outcome is behind the full view. */
const CLOSING: readonly TaskMenuItemId[] = ["edit", "reference", "again", "delete"];

export function FullViewActions({ task, output, library, actions, onClose }: FullViewActionsProps) {
	const t = useTranslate();
	const [favourites, setFavourites] = useState<ReadonlySet<string>>(new Set());
	useEffect(() => library.watchFavourites(setFavourites), [library]);
	const selection = { ids: [task.id], task, index: output.index, areFavourites: favourites.has(task.id) };
	return menuItemsFor(selection)
		.filter(({ id }) => SHOWN.includes(id))
		.map((item) => {
			const Icon = item.icon(selection);
			const label = item.label(selection, t);
			return (
				<button
					key={item.id}
					type="button"
					className="hfis-ui-button"
					aria-label={label}
					{...tooltipProps({ text: labelWithCaution(item, selection, t), side: "above" })}
					onClick={() => {
						item.run(actions, selection);
						if (CLOSING.includes(item.id)) onClose();
					}}
				>
					<Icon size={16} aria-hidden="true" />
					<span>{label}</span>
				</button>
			);
		});
}
