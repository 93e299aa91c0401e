// What can be done with the task, or with the one output of it that is looked at.
import { useEffect, useState } from "react";
import { IconButton } from "../../../ui";
import { useTranslate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import type { TaskOutput, TaskRecord } from "../../library/records";
import type { TaskActions } from "../taskActions";
import { labelWithCaution, menuItemsFor, type TaskMenuItem } from "../taskMenu";

interface DetailActionsProps {
	readonly task: TaskRecord;
	readonly output: TaskOutput | undefined;
	readonly library: Pick<Library, "watchFavourites">;
	readonly actions: TaskActions;
	readonly onClose: () => void;
}

export function DetailActions({ task, output, library, actions, onClose }: DetailActionsProps) {
	const t = useTranslate();
	const [favourites, setFavourites] = useState<ReadonlySet<string>>(new Set());
	useEffect(() => library.watchFavourites(setFavourites), [library]);
	const chosen = {
		ids: [task.id],
		task,
		...(output ? { index: output.index } : {}),
		areFavourites: favourites.has(task.id),
	};
	const [first, ...others] = menuItemsFor(chosen).filter(({ id }) => id !== "detail" && id !== "view");
	const does =
		({ id, run }: TaskMenuItem) =>
		(): void => {
			run(actions, chosen);
			// What brings it back is said beneath the dialog.
			if (id === "delete") onClose();
		};
	return (
		<>
			{others.map((action) => (
				<IconButton
					key={action.id}
					icon={action.icon(chosen)}
					size={16}
					label={labelWithCaution(action, chosen, t)}
					onClick={does(action)}
				/>
			))}
			{first ? (
				<button
					type="button"
					className={`hfis-ui-button hfis-detail-first ${first.id === "cancel" ? "" : "hfis-ui-button-primary"}`}
					title={first.caution?.(chosen, t)}
					onClick={does(first)}
				>
					<span>{first.label(chosen, t)}</span>
				</button>
			) : null}
		</>
	);
}
