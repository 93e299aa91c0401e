// A file that the host opens with the studio, as a pending intent. A host may tell of the same file by a route, too.
import { useHostFileIntent } from "@haloforge/plugin-sdk";
import { useEffect, useState } from "react";
import { isPicturePath } from "./files";

/** The SDK changes the intent in place and tells nobody. */
const LOOK_EVERY_MS = 500;
/** Within this the same words are the same wish. */
const SAME_MS = 3000;

const told = new Map<string, number>();

/** Not told of already, in another way. */
export function isNewOpenRequest(wish: string): boolean {
	const [now, before] = [Date.now(), told.get(wish) ?? 0];
	told.set(wish, now);
	return now - before > SAME_MS;
}

export function useOpenedFiles(onFile: (path: string) => void): void {
	const { intent, consume } = useHostFileIntent();
	const [, look] = useState(0);

	useEffect(() => {
		const timer = setInterval(() => look((count) => count + 1), LOOK_EVERY_MS);
		return () => clearInterval(timer);
	}, []);

	const path = intent?.path;
	useEffect(() => {
		// A pending intent is everybody's: what is no picture is meant for another plugin.
		if (path === undefined || !isPicturePath(path)) return;
		consume();
		if (isNewOpenRequest(path)) onFile(path);
	}, [path, consume, onFile]);
}
