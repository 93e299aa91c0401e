// Makes the exported file: composes the pixels in the editor and encodes them in the type that was chosen.
import { EditorError } from "../../editor/basics";
import type { Editor, ExportKind, ExportWatch } from "../../editor/types";
import { translate } from "../i18n/locale";
import { type LayeredContent, layeredContent, writeLayers } from "../layered";
import type { Library } from "../library/library";
import type { Encoding } from "./drawFiles";
import { encode, type FileType, isLayered, placeSideBySide } from "./formats";

export type ExportContent = "picture" | "compared" | "mask-transparent" | "mask-white" | "mask-black";

export interface ExportSources {
	readonly editor: Pick<Editor, "exportAs" | "save">;
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
	if (isLayered(type)) {
		const content = await readContent(sources, { signal, onProgress });
		onEncoding();
		return writeLayers(content, type, signal);
	}
	const png = await makePng(sources.editor, content, { signal, onProgress });
	onEncoding();
	return png && encode(png, { format: type, quality, background }, signal);
}

type Watch = ExportWatch & { readonly signal: AbortSignal };

const pngOf = async (editor: ExportSources["editor"], kind: ExportKind, watch: Watch): Promise<Blob> =>
	new Blob([(await editor.exportAs(kind, watch)).png], { type: "image/png" });

async function makePng(editor: ExportSources["editor"], content: ExportContent, watch: Watch): Promise<Blob | null> {
	if (content !== "compared") return pngOf(editor, content, watch);
	return placeSideBySide(await pngOf(editor, "imported", watch), await pngOf(editor, "picture", watch), watch.signal);
}

async function readContent({ editor, library }: ExportSources, watch: Watch): Promise<LayeredContent> {
	const edited = await pngOf(editor, "edited", watch);
	const imported = await pngOf(editor, "imported", watch);
	const document = editor.save();
	if (document === null) throw new EditorError("no-picture");
	const hasParts = document.references?.some(({ isPart }) => isPart) ?? false;
	const flattened =
		hasParts || document.adjustments?.some(({ isVisible }) => isVisible)
			? await pngOf(editor, "picture", watch)
			: edited;
	const references = new Map<string, Blob>();
	for (const id of document.references?.flatMap(({ image, coverage }) => [image, coverage ?? []].flat()) ?? []) {
		const record = await library.getImage(id);
		if (record) references.set(id, record.blob);
	}
	const names = {
		imported: translate("export.layers.imported"),
		edited: translate("export.layers.edited"),
		adjusted: translate("export.layers.adjusted"),
		annotation: (number: number) => translate("export.layers.annotation", { number }),
		mask: (number: number) => translate("export.layers.mask", { number }),
	};
	return layeredContent({ document, flattened, edited, imported, references, names });
}
