// What the outside asks for once, by a route or a launch URL: a prompt filled in, a file opened, a picture in a window of
// its own. Nothing is ever sent by it, and what it replaces can be had back.
import type { Editor } from "../../editor/index";
import type { Documents } from "../documents/documents";
import { StudioError } from "../host/errors";
import type { Route } from "../host/navigation";
import { isNewOpenRequest } from "../host/openedFiles";
import { getLocale, translate } from "../i18n/locale";
import type { Library } from "../library/library";
import { dismissAbout, notify } from "../notices/notices";
import { type LinkParam, type LinkWish, readLinkWish } from "../prompt/fromLink";
import { fillPrompt, keepPrompt, usePrompt } from "../prompt/promptState";
import type { Studio } from "../studio/studio";

export interface LinksPorts extends Pick<Studio, "showResult"> {
	/** Whether it is on the canvas now; if not, that has been said. */
	openFile(path: string): Promise<boolean>;
	readonly editor: Pick<Editor, "getState">;
	readonly library: Pick<Library, "getTask">;
	readonly documents: Pick<Documents, "closePicture" | "openStored">;
	/** What was on the canvas before is there again. */
	ready(): Promise<void>;
	report(error: unknown): void;
}

/** Rejects nothing; resolves with whether the prompt was filled in. */
export type CarryOut = (errand: Route) => Promise<boolean>;

export function createLinks(ports: LinksPorts): CarryOut {
	const { editor, library, documents, report } = ports;

	async function fill(wish: LinkWish, isNew: boolean): Promise<boolean> {
		const { prompt, choices, leftOut } = wish;
		const isAny = prompt !== undefined || Object.keys(choices).length > 0;
		const { mentioning, choices: chosen, references } = usePrompt.getState();
		const putBack = keepPrompt();
		// A new picture was asked for: what lies on the canvas would be edited instead. It stays stored.
		const before = isNew && prompt !== undefined ? editor.getState().picture : null;
		if (before) await documents.closePicture();
		if (isAny) {
			fillPrompt({
				...(prompt === undefined ? {} : { prompt }),
				choices: { ...chosen, ...choices },
				...(isNew ? { references: [] } : {}),
			});
		}
		const isReplaced = isAny && (before !== null || mentioning.text.trim() !== "" || references.length > 0);
		const filled = usePrompt.getState().mentioning.text;
		const undo = (): void => {
			const isWrittenOn = usePrompt.getState().mentioning.text !== filled;
			const putForth = keepPrompt();
			putBack();
			if (isWrittenOn) {
				const action = { label: translate("tasks.undo"), run: putForth };
				notify({ tone: "info", text: translate("first.words.replaced"), action });
			}
			if (before) documents.openStored(before.id).catch(report);
		};
		dismissAbout(LINK);
		const text = [isAny ? translate("link.filled") : "", sayLeftOut(leftOut)]
			.filter(Boolean)
			.join(getLocale() === "zh" ? "" : " ");
		if (text === "") return false;
		notify({
			tone: "info",
			text,
			about: LINK,
			...(isReplaced ? { isLasting: true, action: { label: translate("link.undo"), run: undo } } : {}),
		});
		return isAny;
	}

	async function showApart(params: Route["params"]): Promise<void> {
		const task = await library.getTask(params.task ?? "");
		if (task) await ports.showResult(task, Number(params.index) || 0, true);
		else notify({ tone: "error", text: translate("tasks.gone") });
	}

	return async ({ route, params, isFromOutside }) => {
		try {
			// A host may tell of a launch URL by a route, too: the second would take the first's words for the person's.
			if (!isNewOpenRequest(JSON.stringify([route, params]))) return false;
			await ports.ready();
			// Asking another computer for a file tells it who asks.
			if (isFromOutside && /^[\\/]{2}/.test(params.path ?? ""))
				throw new StudioError({ code: "file_unreadable", message: "another computer" });
			if (route === "/picture") await showApart(params);
			// Its words are not for another picture.
			if (route === "/edit" && params.path && isNewOpenRequest(params.path) && !(await ports.openFile(params.path)))
				return false;
			return route === "/picture" ? false : await fill(readLinkWish(params), route === "/generate");
		} catch (error) {
			report(error);
			return false;
		}
	};
}

/** The route that shows a result in a window of its own. */
export const pictureRoute = (task: string, index: number): Route => ({
	route: "/picture",
	params: { task, index: String(index) },
});

/** What a notice of theirs is about: settled when the prompt goes out. */
export const LINK = "a link";

function sayLeftOut(leftOut: readonly LinkParam[]): string {
	if (leftOut.length === 0) return "";
	const names = leftOut.map((param) =>
		translate(param === "n" ? "prompt.count" : param === "prompt" ? "prompt.label" : `prompt.${param}`),
	);
	return translate("link.leftOut", { names: new Intl.ListFormat(getLocale()).format(names) });
}
