// The selected objects as data for the clipboard, and objects from it in the open picture.
import {
	isAnnotation,
	isPlacedPicture,
	OBJECTS_TYPE,
	type PlacedObject,
	pasteCommands,
	plainTextOf,
	readObjects,
	selectedObjectsOf,
	writeObjects,
} from "../document";
import { objectTool } from "../tools";
import { EditorError } from "../types";
import type { EditorSession } from "./editorSession";

/** By the type of the data. null: nothing is selected. */
export function copyObjects(session: EditorSession): Readonly<Record<string, string>> | null {
	const { document, selectedObjects } = session.getSnapshot();
	const objects = document === null ? [] : selectedObjectsOf(document, selectedObjects);
	if (objects.length === 0) return null;
	return { [OBJECTS_TYPE]: writeObjects(objects), "text/plain": plainTextOf(objects) };
}

/** `read`: the clipboard's data of a type. Returns whether it holds objects. */
export function pasteObjects(session: EditorSession, read: (type: string) => string): boolean {
	const { document } = session;
	const objects = document === null ? [] : readObjects(read(OBJECTS_TYPE));
	if (document === null || objects.length === 0) return false;
	paste(session, objects, document.id).catch((error: unknown) =>
		session.notify(error instanceof EditorError ? error : new EditorError("no-picture", {}, { cause: error })),
	);
	return true;
}

/** The pictures that the objects show are read from the library first; one that is missing there is said. */
async function paste(session: EditorSession, objects: readonly PlacedObject[], into: string): Promise<void> {
	const { pictures } = session;
	const images = objects.filter(isPlacedPicture).map(({ image }) => image);
	const unknown = [...new Set(images)].filter((image) => pictures.sizeOf(image) === undefined);
	const sizes = unknown.length === 0 ? [] : await pictures.readSizes(unknown);
	const { document } = session;
	if (document?.id !== into) return;
	for (const [image, size] of sizes) pictures.addReference(image, size);
	const there = objects.filter((object) => isAnnotation(object) || pictures.sizeOf(object.image) !== undefined);
	if (there.length < objects.length) session.notify(new EditorError("no-picture"));
	session.apply([
		{ type: "tool", tool: objectTool.id },
		{ type: "commands", commands: pasteCommands(there, document) },
	]);
}
