// Results that are on their way to the document on the canvas: one place for each picture that was asked for, with what
// there is of it, and where it will lie.
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
	const [arrived, setArrived] = useState<ReadonlyMap<string, Blob>>(new Map());
	const running = useTaskProgress(({ stages }) => Object.keys(stages).join(" "));
	const live = useTaskProgress((all) => all.progress);
	useEffect(() => {
		if (running === "") setTasks([]);
		else return library.watchTasksOf(running.split(" "), setTasks);
	}, [library, running]);

	const meant = useMemo(
		() =>
			tasks.filter(
				(task) => task.status === "running" && task.documentId === documentId && task.inputs.edit !== undefined,
			),
		[tasks, documentId],
	);

	// Pictures that are there wait for those that came with them; masks say where previews show.
	useEffect(() => {
		let isWanted = true;
		const reading = meant.flatMap(({ inputs: { editMask }, outputs }) => [
			...outputs.map(async ({ image }) => [image, await library.getThumbnail(image)] as const),
			...(editMask ? [library.getImage(editMask).then((mask) => [editMask, mask?.blob] as const)] : []),
		]);
		Promise.all(reading).then(
			(read) => isWanted && setArrived(new Map(read.flatMap(([image, blob]) => (blob ? [[image, blob]] : [])))),
			() => {},
		);
		return () => {
			isWanted = false;
		};
	}, [library, meant]);

	return useMemo(
		() =>
			meant.flatMap(({ id, params, inputs: { editMask = "", edit }, outputs }) =>
				Array.from({ length: params.n }, (_, at) => {
					const there = outputs.find(({ index }) => index === at);
					if (there) return { id: `${id}-${at}`, preview: arrived.get(there.image) };
					const preview = live[id]?.previews.get(at);
					const mask = arrived.get(editMask);
					const partial = preview && mask && { edit: edit as SavedEdit, mask, preview };
					return { id: `${id}-${at}`, preview, partial };
				}),
			),
		[meant, arrived, live],
	);
}
