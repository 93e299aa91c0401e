// Outputs of tasks to files: one where the dialog says, several beside it, or, where there is no dialog, in ZIP files.

import { download, type NamedImage, saveImage, saveToFolder } from "../host/saveFile";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import { dismissAbout, notify } from "../notices/notices";
import { fileNames } from "./fileNames";
import { createZip } from "./zip";

type Pictures = Pick<Library, "getTask" | "getImage">;

/** A ZIP file of more than 2 GB fails in many programs, and while it is made it takes as much room again. */
const MOST_BYTES = 512 * 1024 * 1024;
const MOST_FILES = 5000;
const ABOUT = "saving pictures";
const TELL_EVERY_MS = 1000;

export async function saveOutputs(ids: readonly string[], index: number | undefined, library: Pictures): Promise<void> {
	const tasks = (await Promise.all(ids.map((id) => library.getTask(id)))).filter((task) => task !== undefined);
	const files = fileNames(tasks, index);
	const [first] = files;
	const title = translate("app.savePicture");
	if (!first) return notify({ tone: "info", text: translate("tasks.noPictures") });
	if (files.length === 1) {
		const image = await library.getImage(first.image);
		if (!image) return notify({ tone: "error", text: translate("tasks.pictureMissing") });
		const outcome = await saveImage(image.blob, { title, name: first.name });
		if (outcome !== "cancelled") notify({ tone: "success", text: translate("app.saved") });
		return;
	}

	const course = follow(files.length);
	const pictures = files.map(({ name, image, createdAt }) => ({
		name,
		createdAt,
		read: async () => {
			const blob = (await library.getImage(image).catch(() => undefined))?.blob;
			if (!blob) course.onMissing();
			return blob;
		},
	}));
	try {
		const outcome = await saveToFolder(pictures, { title, ...course });
		if (outcome === "none") await downloadZips(pictures, course);
	} finally {
		course.end();
	}
}

async function downloadZips(
	pictures: readonly (NamedImage & { readonly createdAt: number })[],
	{ onNext, onSaved, onMissing }: Pick<ReturnType<typeof follow>, "onNext" | "onSaved" | "onMissing">,
): Promise<void> {
	let [zip, files, number] = [createZip(), 0, 0];
	const stamp = new Date().toISOString().slice(0, 10);
	const hand = (): void => {
		const file = zip.finish();
		if (file) download(file, `image-studio-${stamp}${number++ === 0 ? "" : `-${number}`}.zip`);
		[zip, files] = [createZip(), 0];
	};
	for (const { name, read, createdAt } of pictures) {
		// What was read until then is kept.
		if (!onNext()) break;
		const picture = await read();
		if (!picture) continue;
		if (files === MOST_FILES || (files > 0 && zip.bytes() + picture.size > MOST_BYTES)) hand();
		if (await zip.add(name, picture, new Date(createdAt))) {
			files++;
			onSaved();
		} else onMissing();
	}
	hand();
}

/** Says how far it is when it takes long, and at the end what came of it. */
function follow(total: number) {
	let [saved, missing, isStopped] = [0, 0, false];
	let toldAt = Date.now();
	return {
		onSaved: () => void saved++,
		onMissing: () => void missing++,
		/** False: it is to end. */
		onNext(): boolean {
			if (!isStopped && Date.now() - toldAt > TELL_EVERY_MS) {
				toldAt = Date.now();
				dismissAbout(ABOUT);
				const stop = (): void => {
					isStopped = true;
				};
				notify({
					tone: "info",
					text: translate("tasks.saving", { done: saved + missing, total }),
					about: ABOUT,
					isLasting: true,
					action: { label: translate("app.cancel"), run: stop },
				});
			}
			return !isStopped;
		},
		end(): void {
			dismissAbout(ABOUT);
			const words = [
				...(saved > 0 ? [translate("tasks.savedSome", { saved, total })] : []),
				...(missing > 0 ? [translate("tasks.missingSome", { count: missing })] : []),
			];
			if (words.length > 0) notify({ tone: missing > 0 ? "info" : "success", text: words.join(" ") });
		},
	};
}
