// The record of the picture that was opened last, if its file has one: offered in a notice, shown in a dialog.
import { create } from "zustand";
import type { Editor } from "../../editor/types";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import { dismissAbout, notify } from "../notices/notices";
import { type FoundRecord, findRecord } from "./writeRecord";

export interface ShownRecord {
	readonly name: string;
	/** SHA-256 of the file. */
	readonly image: string;
	readonly found: FoundRecord;
}

/** null: the dialog is closed. */
export const useShownRecord = create<{ readonly shown: ShownRecord | null }>(() => ({ shown: null }));

const NOTICE = "picture record";

interface WatchPorts {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "save">;
	readonly library: Pick<Library, "getImage" | "getDocument" | "tasksWithImages">;
}

/** Looks into each file that is opened as a new document. Outputs of the library's own tasks are known already. */
export function offerRecords({ editor, library }: WatchPorts): void {
	let before = editor.getState().picture?.id;
	editor.subscribe(() => {
		const { picture } = editor.getState();
		if (picture?.id === before) return;
		before = picture?.id;
		dismissAbout(NOTICE);
		const image = editor.save()?.base;
		if (picture && image !== undefined) void offer(picture, image).catch(() => undefined);
	});

	/** A record that cannot be read is none. */
	async function offer({ id, name }: { readonly id: string; readonly name: string }, image: string): Promise<void> {
		if ((await library.getDocument(id)) !== undefined) return;
		const makers = await library.tasksWithImages([image]);
		if (makers.some(({ outputs }) => outputs.some((output) => output.image === image))) return;
		const file = (await library.getImage(image))?.blob;
		const found = file === undefined ? null : await findRecord(file);
		if (found === null || editor.getState().picture?.id !== id) return;
		const show = () => useShownRecord.setState({ shown: { name, image, found } });
		const action = { label: translate("record.show"), run: show };
		notify({ tone: "info", text: translate("record.found", { name }), about: NOTICE, action });
	}
}
