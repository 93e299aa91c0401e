// The images that the lightbox shows and the steps between them. An image is shown only once it is decoded; the images
// before and after it are decoded in advance.
import { useEffect, useMemo, useRef, useState } from "react";
import type { Library } from "../library/library";
import { findAdjacent, findComparison, type TaskImage, taskImageAt } from "./adjacentImages";
import { createImageCache, type LoadedImage } from "./imageCache";
import type { LightboxTarget } from "./lightboxState";

export interface ShownImage extends TaskImage {
	readonly loaded: LoadedImage;
}

interface Pair<Item> {
	/** The image that steps change. */
	readonly current: Item;
	readonly compared: Item | null;
}

interface LightboxImages extends Partial<Pair<ShownImage>> {
	readonly hasPrevious: boolean;
	readonly hasNext: boolean;
	/**
	 * `isComparing`: the compared image stays; otherwise it is dropped, because it belonged to the former image.
	 * `isWholeTask`: skips the task's other outputs.
	 */
	step(step: 1 | -1, isComparing: boolean, isWholeTask?: boolean): void;
	/** Finds an image to compare with, unless there is one. */
	compare(): void;
	swap(): void;
}

export function useLightboxImages(
	library: Pick<Library, "getTask" | "getImage">,
	target: LightboxTarget,
	ids: readonly string[],
): LightboxImages {
	const cache = useMemo(() => createImageCache(library), [library]);
	const [pair, setPair] = useState<Pair<ShownImage> | null>(null);
	const [adjacent, setAdjacent] = useState<readonly (TaskImage | undefined)[]>([]);
	/** The latest step's images, which may not be decoded yet. Each step starts from them. */
	const latestPair = useRef<Promise<Pair<TaskImage> | null>>(Promise.resolve(null));
	const stepCount = useRef(0);
	const latestIds = useRef(ids);
	latestIds.current = ids;

	const commands = useMemo(() => {
		/** `find` resolves with null if there is no such image; then nothing changes. */
		async function go(find: (from: Pair<TaskImage> | null) => Promise<Pair<TaskImage> | null>): Promise<void> {
			const ownStep = ++stepCount.current;
			latestPair.current = latestPair.current.then(async (from) => (await find(from).catch(() => null)) ?? from);
			const found = await latestPair.current;
			if (!found || ownStep !== stepCount.current) return;
			const { current, compared } = found;
			const [first, second] = await cache.load([current, ...(compared ? [compared] : [])].map(({ image }) => image));
			if (!first || ownStep !== stepCount.current) return;
			setPair({
				current: { ...current, loaded: first },
				compared: compared && second ? { ...compared, loaded: second } : null,
			});
		}
		const withComparison = async ({ current, compared }: Pair<TaskImage>): Promise<Pair<TaskImage>> => ({
			current,
			compared: compared ?? (await findComparison(current, latestIds.current, library)) ?? null,
		});
		return {
			open: (taskId: string, position: number) =>
				go(async () => {
					const task = await library.getTask(taskId);
					const current = task && (taskImageAt(task, position) ?? taskImageAt(task, 0));
					return current ? { current, compared: null } : null;
				}),
			step: (step: 1 | -1, isComparing: boolean, isWholeTask = false) =>
				go(async (from) => {
					if (!from) return null;
					const { task, position } = from.current;
					const start = !isWholeTask ? position : step > 0 ? task.outputs.length - 1 : 0;
					const current = await findAdjacent({ ...from.current, position: start }, step, latestIds.current, library);
					return current ? { current, compared: isComparing ? from.compared : null } : null;
				}),
			compare: () => go(async (from) => from && withComparison(from)),
			swap: () =>
				go(async (from) => {
					const { current, compared } = from ? await withComparison(from) : {};
					return current && compared ? { current: compared, compared: current } : null;
				}),
		};
	}, [library, cache]);

	useEffect(() => void commands.open(target.taskId, target.position), [commands, target]);
	useEffect(
		() => () => {
			// Discards the step that is still loading.
			stepCount.current++;
			cache.close();
		},
		[cache],
	);
	useEffect(() => {
		if (!pair) return undefined;
		let isStale = false;
		const { current, compared } = pair;
		void Promise.all(([-1, 1] as const).map((step) => findAdjacent(current, step, ids, library))).then(
			([previous, next]) => {
				if (isStale) return;
				setAdjacent([previous, next]);
				const kept = [current, compared, previous, next].flatMap((taskImage) => taskImage?.image ?? []);
				cache.releaseExcept(kept);
				for (const image of kept) void cache.get(image);
			},
		);
		return () => {
			isStale = true;
		};
	}, [pair, ids, library, cache]);

	return { ...pair, ...commands, hasPrevious: adjacent[0] !== undefined, hasNext: adjacent[1] !== undefined };
}
