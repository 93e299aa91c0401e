// Writes a record into a picture file, and reads what a picture file says about itself.
import { addPictureTexts, readPictureTexts } from "../../editor/pictureTexts";
import { type ForeignRecord, readForeignRecord } from "./otherTools";
import { type PictureRecord, parseRecord } from "./pictureRecord";
import { parametersOf, xmpOf } from "./recordTexts";

/**
 * The file with the record, or the file as it is: one of another type, and with `keepsCredentials` one with signed content
 * credentials, which any change would make invalid.
 */
export async function withRecord(file: Blob, record: PictureRecord, keepsCredentials: boolean): Promise<Blob> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	if (keepsCredentials && (await readPictureTexts(bytes))?.hasCredentials) return file;
	const added = { xmp: xmpOf(record), parameters: parametersOf(record), record: JSON.stringify(record) };
	return (await addPictureTexts(bytes, added)) ?? file;
}

export type FoundRecord =
	| { readonly kind: "own"; readonly record: PictureRecord }
	| { readonly kind: "foreign"; readonly record: ForeignRecord };

/** Texts stand before the pixels of a PNG and a JPEG, and behind those of a WebP. */
const BEGINNING = 24 * 1024 * 1024;

/** null: the file says nothing that is understood. */
export async function findRecord(file: Blob): Promise<FoundRecord | null> {
	const part = file.type === "image/webp" ? file : file.slice(0, BEGINNING);
	const texts = await readPictureTexts(new Uint8Array(await part.arrayBuffer()));
	if (texts === null) return null;
	const own = texts.record === undefined ? null : parseRecord(texts.record);
	if (own !== null) return { kind: "own", record: own };
	const foreign = readForeignRecord(texts);
	return foreign === null ? null : { kind: "foreign", record: foreign };
}
