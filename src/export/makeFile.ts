// Makes the exported file: composes the pixels in the editor and encodes them in the type that was chosen.
import { EditorError } from "../../editor/basics";
import type { Editor, ExportKind, ExportWatch } from "../../editor/types";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { Encoding } from "./drawFiles";
import { encode, encodeLayers, type FileType, placeSideBySide } from "./formats";
import { type PsdContent, psdContent } from "./psdLayers";

export type ExportContent = "picture" | "compared" | "mask-transparent" | "mask-white" | "mask-black";

export interface ExportSources {
	readonly editor: Pick<Editor, "exportAs" | "readPixels" | "save">;
	readonly library: Pick<Library, "getImage">;
}

export interface ExportChoices extends Omit<Encoding, "format"> {
	readonly content: ExportContent;
	readonly type: FileType;
}

interface FileWatch extends ExportWatch {
	readonly signal: AbortSignal;
	readonly onEncoding: () => void;
}

/** null: the browser cannot encode the type, or gives no canvas of that size. */
export async function makeFile(
	sources: ExportSources,
	{ content, type, quality, background }: ExportChoices,
	{ signal, onProgress, onEncoding }: FileWatch,
): Promise<Blob | null> {
	if (type === "psd") {
		const layers = await readLayers(sources, signal);
		onEncoding();
		return encodeLayers(layers, signal);
	}
	const png = await makePng(sources.editor, content, { signal, onProgress });
	onEncoding();
	return png && encode(png, { format: type, quality, background }, signal);
}

async function makePng(
	editor: ExportSources["editor"],
	content: ExportContent,
	watch: ExportWatch & { readonly signal: AbortSignal },
): Promise<Blob | null> {
	const pngOf = async (kind: ExportKind): Promise<Blob> =>
		new Blob([(await editor.exportAs(kind, watch)).png], { type: "image/png" });
	if (content !== "compared") return pngOf(content);
	return placeSideBySide(await pngOf("imported"), await pngOf("picture"), watch.signal);
}

async function readLayers({ editor, library }: ExportSources, signal: AbortSignal): Promise<PsdContent> {
	const edited = await editor.readPixels("edited", signal);
	const imported = await editor.readPixels("imported", signal);
	const document = editor.save();
	if (document === null) throw new EditorError("no-picture");
	const hasParts = document.references?.some(({ isPart }) => isPart) ?? false;
	const flattened = hasParts ? await editor.readPixels("picture", signal) : edited;
	const references = new Map<string, Blob>();
	for (const { image } of document.references ?? []) {
		const record = await library.getImage(image);
		if (record) references.set(image, record.blob);
	}
	const names = {
		imported: translate("export.psd.imported"),
		edited: translate("export.psd.edited"),
		mask: (number: number) => translate("export.psd.mask", { number }),
	};
	return psdContent({ document, flattened, edited, imported, references, names });
}
