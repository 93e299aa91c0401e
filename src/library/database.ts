// The database and its versions. Its name is not the shipped plugin's ("haloforge-image-studio"), which stays untouched.
// A new version is one more line here and a frozen fixture in its test.
import { Dexie, type Table } from "dexie";
import type { DocumentRecord, ImageRecord, MetaRecord, Stored, TaskRecord, ThumbnailRecord } from "./records";

export const DATABASE_NAME = "image-studio";

export class StudioDatabase<Saved = unknown> extends Dexie {
	readonly tasks!: Table<TaskRecord, string>;
	readonly images!: Table<Stored<ImageRecord>, string>;
	readonly thumbnails!: Table<Stored<ThumbnailRecord>, string>;
	readonly documents!: Table<DocumentRecord<Saved>, string>;
	readonly meta!: Table<MetaRecord, string>;

	constructor(name = DATABASE_NAME) {
		super(name);
		this.version(1).stores({
			tasks: "id, createdAt, status",
			images: "sha256, createdAt",
			thumbnails: "sha256",
			documents: "id, updatedAt",
			meta: "key",
		});
	}
}
