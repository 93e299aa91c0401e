// Generates: drafts the requests, asks the one question that may be necessary, and starts the tasks. The drafts can be
// previewed first; then exactly those are sent.
import { useCallback, useRef, useState } from "react";
import type { Editor, PrepareWatch } from "../../editor";
import { EditorError, remedyOf } from "../../editor/basics";
import { getLocale } from "../i18n/locale";
import type { TaskDraft } from "../jobs/taskDraft";
import type { TaskRunner } from "../jobs/taskRunner";
import { describeError } from "../notices/describeError";
import { notify } from "../notices/notices";
import { type DraftPorts, draftTasks, type GenerateRequest } from "./draftTasks";
import { whilePreparing } from "./whilePreparing";

export interface GeneratePorts extends Omit<DraftPorts, "confirmFullMask"> {
	readonly editor: DraftPorts["editor"] & Pick<Editor, "run">;
	readonly documents: { flush(): Promise<void> };
	readonly runner: Pick<TaskRunner, "start">;
	/** Called when requests have been sent. */
	onSent(): void;
}

interface RequestPreview {
	readonly drafts: readonly TaskDraft[];
	readonly refusal: string | undefined;
}

export interface Generate {
	readonly isPreparing: boolean;
	/** Set while the user is asked whether the whole picture may be repainted. */
	readonly answerFullMask: ((isYes: boolean) => void) | null;
	/** Set while the preview is open. */
	readonly preview: RequestPreview | null;
	readonly generate: (request: GenerateRequest) => Promise<void>;
	/** `refusal`: the reason why the request cannot be sent as it is. */
	readonly openPreview: (request: GenerateRequest, refusal: string | undefined) => Promise<void>;
	/** Sends the previewed drafts, or discards them. */
	readonly closePreview: (isSent: boolean) => Promise<void>;
}

/** `ports` must be stable between renders. */
export function useGenerate(ports: GeneratePorts): Generate {
	const [isPreparing, setPreparing] = useState(false);
	const [answerFullMask, setAnswer] = useState<((isYes: boolean) => void) | null>(null);
	const [preview, setPreview] = useState<RequestPreview | null>(null);
	const isBusy = useRef(false);

	const confirmFullMask = useCallback(
		() =>
			new Promise<boolean>((resolve) => {
				setAnswer(() => (isYes: boolean) => {
					setAnswer(null);
					resolve(isYes);
				});
			}),
		[],
	);

	/** Runs one piece of work at a time and reports its errors. */
	const attempt = useCallback(
		async (work: () => Promise<void>) => {
			if (isBusy.current) return;
			isBusy.current = true;
			setPreparing(true);
			try {
				await work();
			} catch (error) {
				const remedy = error instanceof EditorError ? remedyOf(error) : null;
				notify({
					tone: "error",
					text: describeError(error, getLocale()),
					...(remedy && {
						action: { label: remedy.label[getLocale()], run: () => ports.editor.run(remedy.command) },
					}),
				});
			} finally {
				isBusy.current = false;
				setPreparing(false);
			}
		},
		[ports],
	);

	const draft = useCallback(
		(request: GenerateRequest, watch?: PrepareWatch) => draftTasks(request, { ...ports, confirmFullMask }, watch),
		[ports, confirmFullMask],
	);

	const send = useCallback(
		async (drafts: readonly TaskDraft[], signal?: AbortSignal) => {
			// The document must be stored before its result arrives, which may be after a reload.
			await ports.documents.flush();
			signal?.throwIfAborted();
			// From here on each task has its own way to cancel.
			for (const draft of drafts) await ports.runner.start(draft);
			if (drafts.length > 0) ports.onSent();
		},
		[ports],
	);

	const generate = useCallback(
		(request: GenerateRequest) =>
			attempt(() =>
				whilePreparing(request.text.text, async (watch) => send((await draft(request, watch)) ?? [], watch.signal)),
			),
		[attempt, send, draft],
	);

	const openPreview = useCallback(
		(request: GenerateRequest, refusal: string | undefined) =>
			attempt(async () => {
				const drafts = await draft(request);
				if (drafts) setPreview({ drafts, refusal });
			}),
		[attempt, draft],
	);

	const closePreview = useCallback(
		async (isSent: boolean) => {
			setPreview(null);
			if (isSent && preview !== null) await attempt(() => send(preview.drafts));
		},
		[preview, attempt, send],
	);

	return { isPreparing, answerFullMask, preview, generate, openPreview, closePreview };
}
