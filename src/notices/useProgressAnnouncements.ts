// Says which picture is on the canvas, that work has begun and which of several pictures has come. Its end is said with
// the outcome.
import { useEffect } from "react";
import type { EditorState } from "../../editor/index";
import { translate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import { announce } from "./announce";
import { shorten } from "./taskNotices";

/** By task: how many pictures were there when it was last spoken of. */
const spoken = new Map<string, number>();

export function useProgressSaid(library: Pick<Library, "watchTasksOf">, picture: EditorState["picture"]): void {
	const { id: pictureId, name = "", width = 0, height = 0 } = picture ?? {};
	// biome-ignore lint/correctness/useExhaustiveDependencies: another picture is news, its new name or size is not.
	useEffect(() => {
		if (pictureId) announce(translate("said.opened", { name, width, height }));
	}, [pictureId]);
	const running = useTaskProgress(({ stages }) => Object.keys(stages).join(" "));
	useEffect(() => {
		if (running === "") return;
		return library.watchTasksOf(running.split(" "), (tasks) => {
			for (const { id, status, prompt, params, outputs } of tasks) {
				const [before, now] = [spoken.get(id), outputs.length];
				if (status !== "running" || before === now) continue;
				spoken.set(id, now);
				const values = { requested: params.n, received: now, prompt: shorten(prompt) };
				if (before === undefined) announce(translate("said.began", values));
				else if (now > 0 && now < params.n) announce(translate("said.came", values));
			}
		});
	}, [library, running]);
}
