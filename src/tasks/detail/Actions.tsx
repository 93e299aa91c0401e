// What can be done with the task, or with the one output of it that is looked at.
import { useEffect, useState } from "react";
import { IconButton } from "../../controls/IconButton";
import { useTranslate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import type { TaskOutput, TaskRecord } from "../../library/records";
import type { TaskDeeds } from "../deeds";
import { actionsFor } from "../taskMenu";

interface ActionsProps {
	readonly task: TaskRecord;
	readonly output: TaskOutput | undefined;
	readonly library: Pick<Library, "watchFavourites">;
	readonly deeds: TaskDeeds;
}

export function Actions({ task, output, library, deeds }: ActionsProps) {
	const t = useTranslate();
	const [favourites, setFavourites] = useState<ReadonlySet<string>>(new Set());
	useEffect(() => library.watchFavourites(setFavourites), [library]);
	const chosen = {
		ids: [task.id],
		task,
		...(output ? { index: output.index } : {}),
		areFavourites: favourites.has(task.id),
	};
	return actionsFor(chosen).map(({ id, icon, words, run }) =>
		id === "detail" || id === "view" ? null : (
			<IconButton key={id} icon={icon(chosen)} size={16} label={words(chosen, t)} onClick={() => run(deeds, chosen)} />
		),
	);
}
