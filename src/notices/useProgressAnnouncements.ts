// Announces the picture that was opened on the canvas, the start of a task and each of several pictures that arrives. The
// end of a task is announced by its notice.
import { useEffect } from "react";
import type { EditorState } from "../../editor/index";
import { translate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import { announce } from "./announce";
import { shortenPrompt } from "./taskNotices";

/** By task id: the number of pictures that had arrived at the last announcement. */
const announcedCounts = new Map<string, number>();

export function useProgressAnnouncements(
	library: Pick<Library, "watchTasksOf">,
	picture: EditorState["picture"],
): void {
	const { id: pictureId, name = "", width = 0, height = 0 } = picture ?? {};
	// biome-ignore lint/correctness/useExhaustiveDependencies: only another picture is announced, not a new name or size.
	useEffect(() => {
		if (pictureId) announce(translate("announce.opened", { name, width, height }));
	}, [pictureId]);
	const running = useTaskProgress(({ stages }) => Object.keys(stages).join(" "));
	useEffect(() => {
		if (running === "") return;
		return library.watchTasksOf(running.split(" "), (tasks) => {
			for (const { id, status, prompt, params, outputs } of tasks) {
				const [before, now] = [announcedCounts.get(id), outputs.length];
				if (status !== "running" || before === now) continue;
				announcedCounts.set(id, now);
				const values = { requested: params.n, received: now, prompt: shortenPrompt(prompt) };
				if (before === undefined) announce(translate("announce.started", values));
				else if (now > 0 && now < params.n) announce(translate("announce.received", values));
			}
		});
	}, [library, running]);
}
