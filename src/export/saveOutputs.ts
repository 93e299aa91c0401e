// Saves the outputs of tasks as files: one where the host's dialog says, several into the same folder, or, where the
// host has no dialog, as downloaded ZIP archives.
import { download, type NamedImage, saveImage, saveToFolder } from "../host/saveFile";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import { type RecordSettings, savedOutput } from "../metadata/savedPicture";
import { dismissAbout, notify } from "../notices/notices";
import { fileNames } from "./fileNames";
import { createZip } from "./zip";

type ImageSource = Pick<Library, "getTask" | "getImage" | "tasksWithImages">;

/** Many programs cannot read archives over 2 GB, and while an archive is written it needs the same space again. */
const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;
const MAX_ARCHIVE_FILES = 5000;
/** Names the progress notice. */
const NOTICE = "saving pictures";
const NOTICE_EVERY_MS = 1000;

/** With `index`, only the output at that index of each task. */
export async function saveOutputs(
	ids: readonly string[],
	index: number | undefined,
	library: ImageSource,
	settings: RecordSettings,
): Promise<void> {
	const tasks = (await Promise.all(ids.map((id) => library.getTask(id)))).filter((task) => task !== undefined);
	const files = fileNames(tasks, index);
	const [first] = files;
	const title = translate("app.saveImage");
	if (!first) return notify({ tone: "info", text: translate("tasks.noPictures") });
	if (files.length === 1) {
		const image = await library.getImage(first.image);
		if (!image) return notify({ tone: "error", text: translate("tasks.pictureMissing") });
		const file = await savedOutput(image.blob, first.task, first.index, library, settings);
		const outcome = await saveImage(file, { title, name: first.name });
		if (outcome !== "cancelled") notify({ tone: "success", text: translate("app.imageSaved") });
		return;
	}

	const progress = createProgress(files.length);
	const images = files.map(({ name, image, task, index: at }) => ({
		name,
		createdAt: task.createdAt,
		read: async () => {
			const blob = (await library.getImage(image).catch(() => undefined))?.blob;
			if (!blob) progress.onMissing();
			return blob && savedOutput(blob, task, at, library, settings);
		},
	}));
	try {
		const outcome = await saveToFolder(images, { title, ...progress });
		if (outcome === "none") await downloadArchives(images, progress);
	} finally {
		progress.end();
	}
}

async function downloadArchives(
	images: readonly (NamedImage & { readonly createdAt: number })[],
	{ onNext, onSaved, onMissing }: Pick<SaveProgress, "onNext" | "onSaved" | "onMissing">,
): Promise<void> {
	let zip = createZip();
	let fileCount = 0;
	let archiveCount = 0;
	const date = new Date().toISOString().slice(0, 10);
	const downloadArchive = async (): Promise<void> => {
		const archive = await zip.finish();
		if (archive) {
			archiveCount++;
			download(archive, `image-studio-${date}${archiveCount === 1 ? "" : `-${archiveCount}`}.zip`);
		}
		zip = createZip();
		fileCount = 0;
	};
	for (const { name, read, createdAt } of images) {
		// When the user cancels, what has been read so far is still saved.
		if (!onNext()) break;
		const image = await read();
		if (!image) continue;
		const isFull = fileCount === MAX_ARCHIVE_FILES || (fileCount > 0 && zip.bytes() + image.size > MAX_ARCHIVE_BYTES);
		if (isFull) await downloadArchive();
		if (await zip.add(name, image, new Date(createdAt))) {
			fileCount++;
			onSaved();
		} else onMissing();
	}
	await downloadArchive();
}

interface SaveProgress {
	onSaved(): void;
	onMissing(): void;
	/** Called before each file; false if the user has cancelled. */
	onNext(): boolean;
	end(): void;
}

/** Shows a notice with a Cancel button if saving takes long, and a summary at the end. */
function createProgress(total: number): SaveProgress {
	let saved = 0;
	let missing = 0;
	let isCancelled = false;
	let noticeShownAt = Date.now();
	return {
		onSaved: () => void saved++,
		onMissing: () => void missing++,
		onNext() {
			if (!isCancelled && Date.now() - noticeShownAt > NOTICE_EVERY_MS) {
				noticeShownAt = Date.now();
				dismissAbout(NOTICE);
				const cancel = (): void => {
					isCancelled = true;
				};
				notify({
					tone: "info",
					text: translate("tasks.saving", { done: saved + missing, total }),
					about: NOTICE,
					isLasting: true,
					action: { label: translate("app.cancel"), run: cancel },
				});
			}
			return !isCancelled;
		},
		end() {
			dismissAbout(NOTICE);
			const texts = [
				...(saved > 0 ? [translate("tasks.savedSome", { saved, total })] : []),
				...(missing > 0 ? [translate("tasks.missingSome", { count: missing })] : []),
			];
			if (texts.length > 0) notify({ tone: missing > 0 ? "info" : "success", text: texts.join(" ") });
		},
	};
}
