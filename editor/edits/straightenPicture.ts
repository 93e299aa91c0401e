// Straightens the picture: renders it with its accepted edits, rotates it in the worker, stores the samples, and commits one
// history step. Changes that arrive meanwhile wait.
import { assertWithinLimits } from "../codec";
import {
	commit,
	createHistory,
	type DocumentCommand,
	type DocumentTree,
	editMasks,
	rotationOf,
	type Straightening,
	straightenCommands,
} from "../document";
import { makeId } from "../makeId";
import { type Coverage, rectOf, rotateCoverage, sizeOf } from "../raster";
import type { EditorContext } from "../state/editorContext";
import { EditorError } from "../types";

/** To be called from within an enqueued change. */
export function straightenPicture(context: EditorContext, straightening: Straightening, onDone: () => void): void {
	const { document, queue, patches, pictures } = context;
	const { jobRunner, store } = pictures;
	if (document === null || straightening.degrees === 0) return;
	const rotation = rotationOf(document.picture, straightening);
	queue.runAsync(
		async (signal) => {
			assertWithinLimits(sizeOf(rotation.canvas));
			await patches.sync(document);
			const picture = await patches.readRegion(document, rectOf(document.picture), document.accepted);
			const png = await jobRunner.run({ type: "rotate", picture, rotation }, signal);
			const masks: Record<string, Coverage> = {};
			for (const { id, coverage } of editMasks(document)) {
				masks[id] = await jobRunner.runOnMainThread(rotateCoverage(coverage, rotation), signal);
			}
			const image = await store.put(new Blob([png], { type: "image/png" }));
			const straightened = { id: `straightened-${makeId()}`, image, masks };
			const commands = straightenCommands(document, straightening, straightened);
			signal.throwIfAborted();
			await renderFirst(context, document, commands);
			return commands;
		},
		(commands) => {
			context.commit(commands);
			if (document.results.length > 0) context.showImportNotes(["candidates-removed"]);
			context.redraw("masks", "pictures", "cursor");
			onDone();
		},
		(error) =>
			context.notify(error instanceof EditorError ? error : new EditorError("not-straightened", {}, { cause: error })),
		true,
	);
}

/** Renders the new samples before they are part of the document, so that they are shown at once. */
async function renderFirst(
	{ patches }: EditorContext,
	document: DocumentTree,
	commands: readonly DocumentCommand[],
): Promise<void> {
	const cropped = commit(createHistory(document), commands.slice(0, 1)).document;
	for (const command of commands) if (command.type === "result.add") await patches.render(cropped, command.result);
}
