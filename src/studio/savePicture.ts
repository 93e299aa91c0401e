// Saves the flattened picture on the canvas to a file.
import type { Editor } from "../../editor/index";
import { withoutExtension } from "../export/withoutExtension";
import { saveImage } from "../host/saveFile";
import { translate } from "../i18n/locale";
import { notify, notifyWhile } from "../notices/notices";

export async function savePicture(editor: Pick<Editor, "getState" | "exportAs">): Promise<void> {
	const { picture } = editor.getState();
	if (picture === null) return;
	const name = `${withoutExtension(picture.name)}.png`;
	const { png } = await notifyWhile(translate("app.working"), editor.exportAs("picture"));
	const outcome = await saveImage(new Blob([png], { type: "image/png" }), {
		title: translate("app.saveImage"),
		name,
	});
	if (outcome === "saved") notify({ tone: "success", text: translate("app.imageSaved") });
}
