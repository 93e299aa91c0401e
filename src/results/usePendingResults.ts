// The pending results of the document on the canvas: one entry for each requested picture, with its preview and with the
// mask that shows where it will be pasted.
import { useEffect, useMemo, useRef, useState } from "react";
import type { PartialResult, PendingResult, SavedEdit } from "../../editor/index";
import { useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { useShownTasks } from "./shownTasks";

export function usePendingResults(
	library: Pick<Library, "watchTasksOf" | "getThumbnail" | "getImage">,
	documentId: string | undefined,
): readonly PendingResult[] {
	const [tasks, setTasks] = useState<readonly TaskRecord[]>([]);
	const [loaded, setLoaded] = useState<ReadonlyMap<string, Blob>>(new Map());
	const running = useTaskProgress(({ stages }) => Object.keys(stages).join(" "));
	const shown = useShownTasks(({ ids }) => ids);
	const live = useTaskProgress((all) => all.progress);
	const followed = useRef<ReadonlySet<string>>(new Set());
	const lastPartials = useRef(new Map<string, PartialResult>());
	const watched = useMemo(() => {
		const runningIds = running === "" ? [] : running.split(" ");
		followed.current = new Set([...followed.current, ...runningIds].filter((id) => !shown.has(id)));
		return [...followed.current].join(" ");
	}, [running, shown]);
	useEffect(() => {
		if (watched === "") setTasks([]);
		else return library.watchTasksOf(watched.split(" "), setTasks);
	}, [library, watched]);

	const documentTasks = useMemo(() => {
		const runningIds = new Set(running.split(" "));
		// An answer that has arrived is pending until it is on the canvas.
		const isPending = ({ id, status, outputs }: TaskRecord): boolean =>
			!shown.has(id) && (status === "running" ? runningIds.has(id) : outputs.length > 0);
		return tasks.filter((task) => isPending(task) && task.documentId === documentId && task.inputs.edit !== undefined);
	}, [tasks, documentId, running, shown]);

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

	return useMemo(() => {
		const pending = documentTasks.flatMap(({ id, params, status, inputs: { editMask = "", edit }, outputs }) =>
			Array.from({ length: params.n }, (_, at): readonly PendingResult[] => {
				const key = `${id}-${at}`;
				const output = outputs.find(({ index }) => index === at);
				if (!output && status !== "running") return [];
				const preview = live[id]?.previews.get(at) ?? (output && loaded.get(output.image));
				const mask = loaded.get(editMask);
				// The last preview stays while the answer is pasted.
				const partial =
					(!output && preview && mask && { edit: edit as SavedEdit, mask, preview }) || lastPartials.current.get(key);
				return [{ id: key, preview, partial }];
			}).flat(),
		);
		lastPartials.current = new Map(pending.flatMap(({ id, partial }) => (partial ? [[id, partial]] : [])));
		return pending;
	}, [documentTasks, loaded, live]);
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
