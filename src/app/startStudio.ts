// Starts the studio behind the prompt bar, after the first paint and in pieces, so that typing is never blocked for long:
// the library first, which then reads from the disk, next the editor, then the parts of the panel. The build evaluates a
// module at its first import(), and a module that an earlier piece has evaluated costs nothing.
import { startTransition, useEffect, useState } from "react";
import type { Studio } from "../studio/studio";

export interface StartedStudio {
	readonly studio: Studio;
	readonly parts: typeof import("./studioParts");
}

/** Without frames (a hidden page) the studio starts all the same. */
const MAX_FRAME_MS = 100;

let starting: Promise<StartedStudio> | undefined;
let started: StartedStudio | null = null;

export function startStudio(): Promise<StartedStudio> {
	starting ??= start();
	return starting;
}

async function start(): Promise<StartedStudio> {
	// The second frame shows the letter that was typed into the first one.
	await nextFrame();
	await nextFrame();
	await import("../library/library");
	await nextFrame();
	await import("../../editor");
	await nextFrame();
	const { getStudio } = await import("../studio/studio");
	const studio = getStudio();
	// Read from the disk while the rest is evaluated. `Studio.start` handles a library that cannot be opened.
	void studio.library.open().catch(() => {});
	await nextFrame();
	const { Dialogs, EditorView, EmptyStudio, StudioHeader, TaskPane } = await import("./studioParts");
	await nextFrame();
	started = { studio, parts: { Dialogs, EditorView, EmptyStudio, StudioHeader, TaskPane } };
	return started;
}

/** Resolves after the next frame has been drawn. */
function nextFrame(): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, MAX_FRAME_MS);
		requestAnimationFrame(() => {
			clearTimeout(timer);
			// A timer fires after the frame; a promise would resolve before.
			setTimeout(resolve);
		});
	});
}

/** null until the studio has started; then the panel is rendered in slices, between which letters can be typed. */
export function useStartedStudio(): StartedStudio | null {
	const [current, setCurrent] = useState(started);
	useEffect(() => {
		if (current !== null) return undefined;
		let isMounted = true;
		startStudio().then(
			(one) => {
				if (isMounted) startTransition(() => setCurrent(one));
			},
			(error: unknown) => {
				// Thrown while rendering, where the panel's error boundary shows it.
				if (isMounted)
					setCurrent(() => {
						throw error;
					});
			},
		);
		return () => {
			isMounted = false;
		};
	}, [current]);
	return current;
}
