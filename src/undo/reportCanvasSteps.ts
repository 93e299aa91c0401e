// Says which step of the canvas was undone or redone, in a notice that goes by itself.
import { describeStep, type Editor } from "../../editor/index";
import { getLocale } from "../i18n/locale";
import { notify } from "../notices/notices";
import { stepText, UNDO_NOTICE } from "./undoStack";

export function reportCanvasSteps(editor: Pick<Editor, "onStep">): () => void {
	return editor.onStep(({ way, name }) =>
		notify({
			tone: "info",
			text: stepText(way, describeStep(name, getLocale())),
			about: UNDO_NOTICE,
			isBrief: true,
		}),
	);
}
