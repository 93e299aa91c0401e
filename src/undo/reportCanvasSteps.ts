// Says which step of the canvas was undone or redone, in a notice that goes by itself.
import { describeStep, type Editor } from "../../editor/index";
import { getLocale, translate } from "../i18n/locale";
import { notify } from "../notices/notices";

export function reportCanvasSteps(editor: Pick<Editor, "onStep">): () => void {
	return editor.onStep(({ way, name }) =>
		notify({
			tone: "info",
			text: translate(way === "undo" ? "undo.undone" : "undo.redone", { name: describeStep(name, getLocale()) }),
			about: "undo",
			isBrief: true,
		}),
	);
}
