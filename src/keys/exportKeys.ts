// Saves the changed keys as a file, through the host's dialog or as a download.
import { download, saveImage } from "../host/saveFile";
import { translate } from "../i18n/locale";

const NAME = "image-studio-keys.json";

export function exportKeys(json: string): void {
	const file = new Blob([json], { type: "application/json" });
	saveImage(file, { title: translate("keys.export"), name: NAME }).catch(() => download(file, NAME));
}
