// Runs action routes, which come from the host's navigation and from launch URLs: fill in the prompt, open a file, show a
// result in its own window. A link never sends a request, and whatever it replaces can be restored.
import type { Editor } from "../../editor/index";
import type { Documents } from "../documents/documents";
import { StudioError } from "../host/errors";
import type { Route } from "../host/navigation";
import { isNewOpenRequest } from "../host/openedFiles";
import { getLocale, joinSentences, translate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { dismissAbout, notify } from "../notices/notices";
import { type LinkParam, type PromptLink, parsePromptLink } from "../prompt/promptLink";
import { capturePrompt, fillPrompt, usePrompt } from "../prompt/promptState";

export interface LinkHandlerPorts {
	showResult(task: TaskRecord, index: number, isNewDocument?: boolean): Promise<void>;
	/** Resolves with whether the file is on the canvas now. A failure has been reported by then. */
	openFile(path: string): Promise<boolean>;
	readonly editor: Pick<Editor, "getState">;
	readonly library: Pick<Library, "getTask">;
	readonly documents: Pick<Documents, "closePicture" | "openStored">;
	/** Resolves when the last document has been restored to the canvas. */
	restore(): Promise<void>;
	report(error: unknown): void;
}

/** Never rejects. Resolves with whether the prompt was filled in. */
export type HandleLink = (route: Route) => Promise<boolean>;

/** The subject of notices about links. They are obsolete when the prompt is sent. */
const LINK_NOTICE = "a link";

export const dismissLinkNotice = (): void => dismissAbout(LINK_NOTICE);

export function createLinkHandler(ports: LinkHandlerPorts): HandleLink {
	const { editor, library, documents, report } = ports;

	async function fillFromLink(link: PromptLink, isNewPicture: boolean): Promise<boolean> {
		const { prompt, choices, invalid } = link;
		const hasContent = prompt !== undefined || Object.keys(choices).length > 0;
		const { mentionText, choices: currentChoices, references } = usePrompt.getState();
		const restorePrompt = capturePrompt();
		// For a new picture the canvas must be empty, or its picture would be edited instead. The document stays stored.
		const closed = isNewPicture && prompt !== undefined ? editor.getState().picture : null;
		if (closed) await documents.closePicture();
		if (hasContent) {
			fillPrompt({
				...(prompt === undefined ? {} : { prompt }),
				choices: { ...currentChoices, ...choices },
				...(isNewPicture ? { references: [] } : {}),
			});
		}
		const isReplacing = hasContent && (closed !== null || mentionText.text.trim() !== "" || references.length > 0);
		const filledText = usePrompt.getState().mentionText.text;
		const undo = (): void => {
			const isEdited = usePrompt.getState().mentionText.text !== filledText;
			const restoreEdited = capturePrompt();
			restorePrompt();
			if (isEdited) {
				const action = { label: translate("app.undo"), run: restoreEdited };
				notify({ tone: "info", text: translate("firstRun.promptReplaced"), action });
			}
			if (closed) documents.openStored(closed.id).catch(report);
		};
		dismissLinkNotice();
		const text = joinSentences([hasContent ? translate("link.filled") : "", describeInvalid(invalid)].filter(Boolean));
		if (text === "") return false;
		notify({
			tone: "info",
			text,
			about: LINK_NOTICE,
			...(isReplacing ? { isLasting: true, action: { label: translate("link.restorePrompt"), run: undo } } : {}),
		});
		return hasContent;
	}

	async function openResult(params: Route["params"]): Promise<void> {
		const task = await library.getTask(params.task ?? "");
		if (task) await ports.showResult(task, Number(params.index) || 0, true);
		else notify({ tone: "error", text: translate("tasks.notFound") });
	}

	return async ({ route, params, isFromOutside }) => {
		try {
			// A host may report a launch URL as a route, too. The second report would treat the first one's prompt as the user's.
			if (!isNewOpenRequest(JSON.stringify([route, params]))) return false;
			await ports.restore();
			// Reading a UNC path contacts another computer and identifies the user to it.
			if (isFromOutside && /^[\\/]{2}/.test(params.path ?? ""))
				throw new StudioError({ code: "file_unreadable", message: "another computer" });
			if (route === "/picture") await openResult(params);
			// Without its file, the link's prompt would be applied to another picture.
			if (route === "/edit" && params.path && isNewOpenRequest(params.path) && !(await ports.openFile(params.path)))
				return false;
			return route === "/picture" ? false : await fillFromLink(parsePromptLink(params), route === "/generate");
		} catch (error) {
			report(error);
			return false;
		}
	};
}

function describeInvalid(invalid: readonly LinkParam[]): string {
	if (invalid.length === 0) return "";
	const names = invalid.map((param) =>
		translate(param === "n" ? "prompt.count" : param === "prompt" ? "prompt.label" : `prompt.${param}`),
	);
	return translate("link.ignored", { names: new Intl.ListFormat(getLocale()).format(names) });
}
