// Copies, pastes, saves and uses masks: between the editor, which has them as data, and the library, which stores them. Errors
// say what was kept.
import { create } from "zustand";
import type { Editor, MaskRequest, MaskUse, StoredMask } from "../../editor/index";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import { LibraryError } from "../library/libraryError";
import { COPIED_MASK, type MaskStore } from "../library/maskStore";
import { notify } from "../notices/notices";
import { recordAction, type UndoableAction, undoAction } from "../undo/undoStack";

/** In pixels of the list's small pictures. */
const PREVIEW_SIDE = 96;

export interface MaskPorts {
	readonly editor: Pick<Editor, "maskExchange" | "getState">;
	readonly library: Pick<Library, keyof MaskStore>;
	readonly report: (error: unknown) => void;
}

export const useMaskLibrary = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));
export const openMaskLibrary = (): void => useMaskLibrary.setState({ isOpen: true });
export const closeMaskLibrary = (): void => useMaskLibrary.setState({ isOpen: false });

/** Listens to the mask menu as long as the page lives. */
export function followMaskRequests(ports: MaskPorts): void {
	const commands: Readonly<Record<MaskRequest, () => unknown>> = {
		copy: () => copyMask(ports),
		paste: () => pasteMask(ports),
		library: openMaskLibrary,
	};
	ports.editor.maskExchange.onRequest((request) => commands[request]());
}

/** Says what happened, and resolves with false, if the library cannot store a mask. */
async function stored(work: Promise<unknown>, { report }: MaskPorts): Promise<boolean> {
	try {
		await work;
		return true;
	} catch (error) {
		if (error instanceof LibraryError && error.code === "quota")
			notify({ tone: "error", text: translate("masks.full"), about: "masks" });
		else report(error);
		return false;
	}
}

async function copyMask(ports: MaskPorts): Promise<void> {
	const { editor, library } = ports;
	const content = editor.maskExchange.read();
	if (content === null) return;
	const preview = editor.maskExchange.preview(content, PREVIEW_SIDE);
	if (await stored(library.copyMask({ content, preview }), ports))
		notify({ tone: "success", text: translate("masks.copy.done"), about: "masks", isBrief: true });
}

async function pasteMask(ports: MaskPorts): Promise<void> {
	const mask = await readMask(COPIED_MASK, translate("masks.copied"), ports);
	if (mask === null) return;
	if (mask === undefined) {
		notify({ tone: "info", text: translate("masks.paste.none"), about: "masks" });
		return;
	}
	if (!(await applied(mask, { fit: "place", mode: "layer" }, ports))) return;
	const { width, height } = mask;
	const { picture } = ports.editor.getState();
	if (picture?.width === width && picture.height === height) return;
	const action = { label: translate("masks.open"), run: openMaskLibrary };
	notify({ tone: "info", text: translate("masks.paste.otherSize", { width, height }), about: "masks", action });
}

/** Resolves with false where the editor refuses, and says why. */
async function applied(mask: StoredMask, use: MaskUse, { editor, report }: MaskPorts): Promise<boolean> {
	try {
		await editor.maskExchange.apply(mask, use);
		return true;
	} catch (error) {
		report(error);
		return false;
	}
}

/** undefined: there is none. null: it cannot be read, and a notice says so. */
async function readMask(
	id: string,
	name: string,
	{ library, report }: MaskPorts,
): Promise<StoredMask | undefined | null> {
	try {
		return await library.getMask(id);
	} catch (error) {
		if (error instanceof LibraryError && error.code === "record_damaged")
			notify({ tone: "error", text: translate("masks.unreadable", { name }), about: "masks" });
		else report(error);
		return null;
	}
}

/** Resolves with whether the active mask was saved. */
export async function saveMask(name: string, ports: MaskPorts): Promise<boolean> {
	const { editor, library } = ports;
	const content = editor.maskExchange.read();
	if (content === null) return false;
	const preview = editor.maskExchange.preview(content, PREVIEW_SIDE);
	if (!(await stored(library.saveMask({ name, content, preview }), ports))) return false;
	notify({ tone: "success", text: translate("masks.saved", { name }), about: "masks", isBrief: true });
	return true;
}

/** Resolves with whether the mask was used. */
export async function applyStoredMask(id: string, name: string, use: MaskUse, ports: MaskPorts): Promise<boolean> {
	const mask = await readMask(id, name, ports);
	return mask != null && applied(mask, use, ports);
}

/** Can be undone from the notice, or by the undo of the library. */
export async function removeMask(id: string, name: string, { library, report }: MaskPorts): Promise<void> {
	let restore = await library.removeMask(id);
	if (restore === undefined) return;
	const action: UndoableAction = {
		name: translate("masks.delete", { name }),
		async undo() {
			await restore?.();
			return true;
		},
		async redo() {
			restore = await library.removeMask(id);
			return restore !== undefined;
		},
	};
	recordAction(action);
	notify({
		tone: "info",
		text: translate("masks.deleted", { name }),
		about: id,
		action: { label: translate("app.undo"), run: () => void undoAction(action, true).catch(report) },
	});
}
