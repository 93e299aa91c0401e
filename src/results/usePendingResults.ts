// The pending results of the document on the canvas: one entry for each requested picture, with its preview and with the
// mask that shows where it will be pasted.
import { useEffect, useMemo, useState } from "react";
import type { PendingResult, SavedEdit } from "../../editor/index";
import { useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";

export function usePendingResults(
	library: Pick<Library, "watchTasksOf" | "getThumbnail" | "getImage">,
	documentId: string | undefined,
): readonly PendingResult[] {
	const [tasks, setTasks] = useState<readonly TaskRecord[]>([]);
	const [loaded, setLoaded] = useState<ReadonlyMap<string, Blob>>(new Map());
	const running = useTaskProgress(({ stages }) => Object.keys(stages).join(" "));
	const live = useTaskProgress((all) => all.progress);
	useEffect(() => {
		if (running === "") setTasks([]);
		else return library.watchTasksOf(running.split(" "), setTasks);
	}, [library, running]);

	const documentTasks = useMemo(
		() =>
			tasks.filter(
				(task) => task.status === "running" && task.documentId === documentId && task.inputs.edit !== undefined,
			),
		[tasks, documentId],
	);

	// Loads the thumbnails of pictures that have arrived, and the masks, which show where partial images are pasted.
	useEffect(() => {
		let isCurrent = true;
		void loadImages(library, documentTasks).then((images) => {
			if (isCurrent) setLoaded(images);
		});
		return () => {
			isCurrent = false;
		};
	}, [library, documentTasks]);

	return useMemo(
		() =>
			documentTasks.flatMap(({ id, params, inputs: { editMask = "", edit }, outputs }) =>
				Array.from({ length: params.n }, (_, at) => {
					const output = outputs.find(({ index }) => index === at);
					if (output) return { id: `${id}-${at}`, preview: loaded.get(output.image) };
					const preview = live[id]?.previews.get(at);
					const mask = loaded.get(editMask);
					const partial = preview && mask && { edit: edit as SavedEdit, mask, preview };
					return { id: `${id}-${at}`, preview, partial };
				}),
			),
		[documentTasks, loaded, live],
	);
}

/** By SHA-256. An image that cannot be read is left out. */
export async function loadImages(
	library: Pick<Library, "getThumbnail" | "getImage">,
	tasks: readonly Pick<TaskRecord, "inputs" | "outputs">[],
): Promise<ReadonlyMap<string, Blob>> {
	const reading = tasks.flatMap(({ inputs: { editMask }, outputs }) => [
		...outputs.map(({ image }) => ({ image, blob: library.getThumbnail(image) })),
		...(editMask ? [{ image: editMask, blob: library.getImage(editMask).then((mask) => mask?.blob) }] : []),
	]);
	const read = await Promise.all(
		reading.map(async ({ image, blob }) => [image, await blob.catch(() => undefined)] as const),
	);
	return new Map(read.flatMap(([image, blob]) => (blob ? [[image, blob]] : [])));
}
