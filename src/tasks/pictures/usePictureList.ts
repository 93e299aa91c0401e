// The pictures of all tasks that match a filter, kept up to date.
import { useLayoutEffect, useState } from "react";
import type { Library } from "../../library/library";
import type { TaskFilter } from "../../library/taskQuery";

/** Null until loaded; then with the filter that they belong to, which trails the requested one by a moment. */
export function usePictureList(library: Pick<Library, "watchPictures">, filter: TaskFilter) {
	const [found, setFound] = useState<{
		readonly filter: TaskFilter;
		readonly pictures: Parameters<Parameters<Library["watchPictures"]>[1]>[0];
	} | null>(null);
	useLayoutEffect(() => library.watchPictures(filter, (pictures) => setFound({ filter, pictures })), [library, filter]);
	return found;
}
