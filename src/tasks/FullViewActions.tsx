// The actions inside the full view on the output that it shows: edit, reference, again, favourite, save, delete. Derived from
// the menu of the task.
import { useEffect, useRef } from "react";
import { tooltipProps } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskOutput, TaskRecord } from "../library/records";
import { isPictureStarred } from "../library/stars";
import { useFavourites } from "./grid/useTaskList";
import type { TaskActions } from "./taskActions";
import {
	labelWithCaution,
	menuItemForKey,
	menuItemsFor,
	type TaskMenuItem,
	type TaskMenuItemId,
	type TaskSelection,
} from "./taskMenu";

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
	const favourites = useFavourites(library);
	const areFavourites = isPictureStarred(favourites, task.id, output.index);
	const selection: TaskSelection = { ids: [task.id], task, index: output.index, areFavourites };
	const run = (item: TaskMenuItem): void => {
		item.run(actions, selection);
		if (CLOSING.includes(item.id)) onClose();
	};
	const onKey = useRef<(event: KeyboardEvent) => void>(() => {});
	onKey.current = (event) => {
		const item =
			event.key === "Delete"
				? menuItemsFor(selection).find(({ id }) => id === "delete")
				: menuItemForKey(event, selection);
		if (!item) return;
		event.preventDefault();
		run(item);
	};
	const first = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		// The keys act wherever the focus is in the full view.
		const dialog = first.current?.closest("dialog");
		const listen = (event: KeyboardEvent): void => onKey.current(event);
		dialog?.addEventListener("keydown", listen);
		return () => dialog?.removeEventListener("keydown", listen);
	}, []);
	return menuItemsFor(selection)
		.filter(({ id }) => SHOWN.includes(id))
		.map((item, at) => {
			const Icon = item.icon(selection);
			const label = item.label(selection, t);
			return (
				<button
					key={item.id}
					ref={at === 0 ? first : undefined}
					type="button"
					className="hfis-ui-button"
					aria-label={label}
					aria-keyshortcuts={item.id === "delete" ? "Delete" : item.key}
					{...tooltipProps({ text: labelWithCaution(item, selection, t), keys: item.key, side: "above" })}
					onClick={() => run(item)}
				>
					<Icon size={16} aria-hidden="true" />
					<span>{label}</span>
				</button>
			);
		});
}
