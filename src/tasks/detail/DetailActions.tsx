// The action buttons of the task detail. They apply to the task or to the shown output.
import { useEffect, useState } from "react";
import { IconButton } from "../../../ui";
import { useGatewayStatus } from "../../gateway/status";
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
	// The remedy of a failed task depends on the endpoints, which may become known later.
	useGatewayStatus(({ profiles }) => profiles);
	const [favourites, setFavourites] = useState<ReadonlySet<string>>(new Set());
	useEffect(() => library.watchFavourites(setFavourites), [library]);
	const selection = {
		ids: [task.id],
		task,
		...(output ? { index: output.index } : {}),
		areFavourites: favourites.has(task.id),
	};
	const [first, ...others] = menuItemsFor(selection).filter(({ id }) => id !== "detail" && id !== "view");
	const onPress =
		({ id, run }: TaskMenuItem) =>
		(): void => {
			run(actions, selection);
			// The notice that offers to undo is below the dialog.
			if (id === "delete") onClose();
		};
	return (
		<>
			{others.map((action) => (
				<IconButton
					key={action.id}
					icon={action.icon(selection)}
					size={16}
					label={labelWithCaution(action, selection, t)}
					onClick={onPress(action)}
				/>
			))}
			{first ? (
				<button
					type="button"
					className={`hfis-ui-button hfis-detail-first ${first.id === "cancel" ? "" : "hfis-ui-button-primary"}`}
					title={first.caution?.(selection, t)}
					onClick={onPress(first)}
				>
					<span>{first.label(selection, t)}</span>
				</button>
			) : null}
		</>
	);
}
