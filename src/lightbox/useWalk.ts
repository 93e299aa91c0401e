// Which pictures are looked at, and the way from one to the next. Shown is only what is decoded, so that nothing flashes;
// one neighbour each side waits ready.
import { useEffect, useMemo, useRef, useState } from "react";
import type { Library } from "../library/library";
import { createPictures, type Picture } from "./pictures";
import { beside, counterpart, type Slide, slideOf } from "./slides";
import type { Looked } from "./state";

export interface Shown extends Slide {
	readonly picture: Picture;
}

/** `walking` is what the arrows change. */
interface Pair<One> {
	readonly walking: One;
	readonly other: One | null;
}

interface Walk extends Partial<Pair<Shown>> {
	readonly hasPrevious: boolean;
	readonly hasNext: boolean;
	/** `isCompared`: what it is compared with stays; otherwise that belonged to what was looked at. */
	step(step: 1 | -1, isCompared: boolean, isWholeTask?: boolean): void;
	/** Finds what to compare with, unless there is something already. */
	pair(): void;
	swap(): void;
}

type Shelf = Pick<Library, "getTask" | "getImage">;

export function useWalk(library: Shelf, looked: Looked, ids: readonly string[]): Walk {
	const pictures = useMemo(() => createPictures(library), [library]);
	const [pair, setPair] = useState<Pair<Shown> | null>(null);
	const [ways, setWays] = useState<readonly (Slide | undefined)[]>([]);
	/** Where the arrows have gone so far; what is shown comes after. */
	const way = useRef<Promise<Pair<Slide> | null>>(Promise.resolve(null));
	const turn = useRef(0);
	const order = useRef(ids);
	order.current = ids;

	const methods = useMemo(() => {
		/** Each begins where the one before led, although that may not be shown yet; null: nowhere else. */
		async function go(find: (from: Pair<Slide> | null) => Promise<Pair<Slide> | null>): Promise<void> {
			const mine = ++turn.current;
			way.current = way.current.then(async (from) => (await find(from).catch(() => null)) ?? from);
			const found = await way.current;
			if (!found || mine !== turn.current) return;
			const { walking, other } = found;
			const [one, two] = await pictures.load([walking, ...(other ? [other] : [])].map(({ image }) => image));
			if (!one || mine !== turn.current) return;
			setPair({ walking: { ...walking, picture: one }, other: other && two ? { ...other, picture: two } : null });
		}
		const paired = async ({ walking, other }: Pair<Slide>): Promise<Pair<Slide>> => ({
			walking,
			other: other ?? (await counterpart(walking, order.current, library)) ?? null,
		});
		return {
			open: (task: string, at: number) =>
				go(async () => {
					const found = await library.getTask(task);
					const walking = found && (slideOf(found, at) ?? slideOf(found, 0));
					return walking ? { walking, other: null } : null;
				}),
			step: (step: 1 | -1, isCompared: boolean, isWholeTask = false) =>
				go(async (from) => {
					if (!from) return null;
					const { task, at } = from.walking;
					const edge = !isWholeTask ? at : step > 0 ? task.outputs.length - 1 : 0;
					const walking = await beside({ ...from.walking, at: edge }, step, order.current, library);
					return walking ? { walking, other: isCompared ? from.other : null } : null;
				}),
			pair: () => go(async (from) => from && paired(from)),
			swap: () =>
				go(async (from) => {
					const { walking, other } = from ? await paired(from) : {};
					return walking && other ? { walking: other, other: walking } : null;
				}),
		};
	}, [library, pictures]);

	useEffect(() => void methods.open(looked.task, looked.at), [methods, looked]);
	useEffect(
		() => () => {
			// What is still on its way is nobody's any more.
			turn.current++;
			pictures.close();
		},
		[pictures],
	);
	useEffect(() => {
		if (!pair) return undefined;
		let isPast = false;
		const { walking, other } = pair;
		void Promise.all(([-1, 1] as const).map((step) => beside(walking, step, ids, library))).then(([before, after]) => {
			if (isPast) return;
			setWays([before, after]);
			const near = [walking, other, before, after].flatMap((slide) => slide?.image ?? []);
			pictures.keepOnly(near);
			for (const image of near) void pictures.get(image);
		});
		return () => {
			isPast = true;
		};
	}, [pair, ids, library, pictures]);

	return { ...pair, ...methods, hasPrevious: ways[0] !== undefined, hasNext: ways[1] !== undefined };
}
