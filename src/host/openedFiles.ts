// Files that the host opens with the studio, delivered as a pending file intent. A host may report the same file by a
// route as well.
import { useHostFileIntent } from "@haloforge/plugin-sdk";
import { useEffect, useState } from "react";
import { isPicturePath } from "./files";

/** The SDK changes the intent in place without an event, so it is polled. */
const POLL_MS = 500;
/** Equal requests within this time are the same request. */
const DUPLICATE_MS = 3000;

const lastRequestAt = new Map<string, number>();

/** False if the same request has just arrived in another way. */
export function isNewOpenRequest(request: string): boolean {
	const [now, before] = [Date.now(), lastRequestAt.get(request) ?? 0];
	lastRequestAt.set(request, now);
	return now - before > DUPLICATE_MS;
}

export function useOpenedFiles(onFile: (path: string) => void): void {
	const { intent, consume } = useHostFileIntent();
	const [, render] = useState(0);

	useEffect(() => {
		const timer = setInterval(() => render((count) => count + 1), POLL_MS);
		return () => clearInterval(timer);
	}, []);

	const path = intent?.path;
	useEffect(() => {
		// All plugins share the pending intent: a file that is no image is meant for another one.
		if (path === undefined || !isPicturePath(path)) return;
		consume();
		if (isNewOpenRequest(path)) onFile(path);
	}, [path, consume, onFile]);
}
