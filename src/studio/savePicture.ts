// Saves the flattened picture on the canvas to a file.
import type { Editor } from "../../editor/index";
import { withoutExtension } from "../export/withoutExtension";
import { useGatewayStatus } from "../gateway/status";
import { saveImage } from "../host/saveFile";
import { translate } from "../i18n/locale";
import { savedCanvas } from "../metadata/savedPicture";
import { notify, notifyWhile } from "../notices/notices";

export async function savePicture(
	editor: Pick<Editor, "getState" | "exportAs" | "save">,
	library: Parameters<typeof savedCanvas>[2],
): Promise<void> {
	const { picture } = editor.getState();
	if (picture === null) return;
	const name = `${withoutExtension(picture.name)}.png`;
	const { png } = await notifyWhile(translate("app.working"), editor.exportAs("picture"));
	const { settings } = useGatewayStatus.getState();
	const file = await savedCanvas(new Blob([png], { type: "image/png" }), editor.save(), library, settings);
	const outcome = await saveImage(file, {
		title: translate("app.saveImage"),
		name,
	});
	if (outcome === "saved") notify({ tone: "success", text: translate("app.imageSaved") });
}
