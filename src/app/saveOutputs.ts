// Outputs of tasks to files: one where the dialog says.
import { saveImage } from "../host/saveFile";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import { fileNames } from "./fileNames";
import { notify } from "./notices";

export async function saveOutputs(
	ids: readonly string[],
	index: number | undefined,
	library: Pick<Library, "getTask" | "getImage">,
): Promise<void> {
	const tasks = (await Promise.all(ids.map((id) => library.getTask(id)))).filter((task) => task !== undefined);
	const [first] = fileNames(tasks, index);
	const image = first && (await library.getImage(first.image));
	if (!image) {
		notify({ tone: "error", text: translate(first ? "tasks.pictureMissing" : "tasks.nothingToSave") });
		return;
	}
	const outcome = await saveImage(image.blob, { title: translate("app.savePicture"), name: first.name });
	if (outcome !== "cancelled") notify({ tone: "success", text: translate("app.saved") });
}
