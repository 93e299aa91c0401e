// The file of a picture as it is saved: with its record, where the settings say so.
import type { SavedDocument } from "../../editor/types";
import { STUDIO_VERSION } from "../host/versions";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { recordOfDocument, recordOfOutput } from "./findRecord";
import { withRecord } from "./writeRecord";

export interface RecordSettings {
	readonly write_picture_record: boolean;
	readonly write_picture_mask: boolean;
	readonly keep_credentials: boolean;
}

type Source = Pick<Library, "getImage" | "tasksWithImages">;

const choicesOf = ({ write_picture_mask: hasMask }: RecordSettings) => ({
	program: `Image Studio ${STUDIO_VERSION}`,
	hasMask,
});

/** An output of a task as it was received, with its record. */
export async function savedOutput(
	file: Blob,
	task: TaskRecord,
	index: number,
	library: Source,
	settings: RecordSettings,
): Promise<Blob> {
	if (!settings.write_picture_record) return file;
	return withRecord(file, await recordOfOutput(task, index, library, choicesOf(settings)), settings.keep_credentials);
}

/** The picture on the canvas, which has no content credentials any more. */
export async function savedCanvas(
	file: Blob,
	document: SavedDocument | null,
	library: Source,
	settings: RecordSettings,
): Promise<Blob> {
	if (!settings.write_picture_record || document === null) return file;
	const record = await recordOfDocument(document, library, choicesOf(settings));
	return record === null ? file : withRecord(file, record, false);
}
