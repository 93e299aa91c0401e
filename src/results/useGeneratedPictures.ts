// The pictures of this window's generations, as the editor lists them on the result strip: one entry for each picture that has
// arrived, and for each one that is still awaited, with its preview.
import { useEffect, useMemo, useState } from "react";
import type { GeneratedPicture } from "../../editor/index";
import { type TaskProgressState, useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { useGenerations } from "./generations";
import { loadImages } from "./usePendingResults";

export function useGeneratedPictures(
	library: Pick<Library, "watchTasksOf" | "getThumbnail" | "getImage">,
): readonly GeneratedPicture[] {
	const { tasks: ids, dismissed } = useGenerations();
	const [tasks, setTasks] = useState<readonly TaskRecord[]>([]);
	const [thumbnails, setThumbnails] = useState<ReadonlyMap<string, Blob>>(new Map());
	const progress = useTaskProgress((state) => state.progress);
	useEffect(() => {
		if (ids.length === 0) setTasks([]);
		else return library.watchTasksOf([...ids], setTasks);
	}, [library, ids]);
	useEffect(() => {
		let isCurrent = true;
		const generated = tasks.map(({ outputs }) => ({ inputs: { references: [] }, outputs }));
		void loadImages(library, generated).then((images) => isCurrent && setThumbnails(images));
		return () => {
			isCurrent = false;
		};
	}, [library, tasks]);
	return useMemo(() => {
		const listed = ids.flatMap((id) => tasks.find((task) => task.id === id) ?? []);
		return listed.flatMap((task) => picturesOf(task, progress[task.id], thumbnails, dismissed));
	}, [ids, tasks, thumbnails, progress, dismissed]);
}

/** Of a task that has ended only what it delivered. */
export function picturesOf(
	{ id, prompt, params, outputs, status }: Pick<TaskRecord, "id" | "prompt" | "params" | "outputs" | "status">,
	live: TaskProgressState["progress"][string] | undefined,
	thumbnails: ReadonlyMap<string, Blob>,
	dismissed: readonly string[],
): readonly GeneratedPicture[] {
	const count = Math.max(params.n, ...outputs.map(({ index }) => index + 1));
	return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
		const output = outputs.find((one) => one.index === index);
		const picture = { id: `${id}-${index}`, name: prompt };
		if (dismissed.includes(picture.id)) return [];
		if (output) return [{ ...picture, image: output.image, preview: thumbnails.get(output.image) }];
		return status === "running" ? [{ ...picture, preview: live?.previews.get(index) }] : [];
	});
}
