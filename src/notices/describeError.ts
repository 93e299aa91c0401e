// Describes any error to the user, whichever room threw it: the editor, the library, the host or the gateway.
import { describeEditorError, EditorError } from "../../editor/basics";
import { toStudioError } from "../host/errors";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import type { Locale } from "../i18n/locale";
import { LibraryError } from "../library/libraryError";

export function describeError(error: unknown, locale: Locale): string {
	if (error instanceof EditorError) return describeEditorError(error, locale);
	return describeErrorRecord(error instanceof LibraryError ? error : toStudioError(error).toRecord(), locale);
}
