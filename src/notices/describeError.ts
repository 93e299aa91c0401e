// Any failure in words, whichever room it comes from.
import { describeEditorError, EditorError } from "../../editor/index";
import { toStudioError } from "../host/errors";
import { describeError } from "../i18n/errorStrings";
import type { Locale } from "../i18n/locale";
import { LibraryError } from "../library/libraryError";

export function say(error: unknown, locale: Locale): string {
	if (error instanceof EditorError) return describeEditorError(error, locale);
	return describeError(error instanceof LibraryError ? error : toStudioError(error), locale);
}
