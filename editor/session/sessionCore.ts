// The state that the parts of a session share: document, view, notices, edit queue and events. It opens and closes
// documents and keeps the view, the patches and the notices in step with every change of the document.
import type { Annotation, DocumentTree, Guide, History } from "../document";
import { AdjustedTiles } from "../images/adjustedTiles";
import { AnswerPreviews } from "../images/answerPreviews";
import { PatchCache } from "../images/patchCache";
import { PictureStore } from "../images/pictureStore";
import type { OpenedPicture } from "../images/shownPicture";
import { WorkerSamples } from "../images/workerSamples";
import type { Rect } from "../raster";
import { hasFrameChanged, havePicturesChanged } from "../state/documentChange";
import { EditQueue } from "../state/editQueue";
import type { EditorError, ImageStore } from "../types";
import type { JobRunner } from "../work";
import { DocumentState } from "./documentState";
import { NoticeState } from "./noticeState";
import { SessionEvents } from "./sessionEvents";
import { ViewController } from "./viewController";

export class SessionCore {
	readonly events: SessionEvents;
	readonly documents = new DocumentState((before, after, isUndone) => this.#documentChanged(before, after, isUndone));
	readonly view = new ViewController(
		() => this.documents.current,
		(isOnlyMoved) => {
			if (!isOnlyMoved) this.events.notifyChange();
			this.events.redraw("camera");
		},
	);
	readonly notices = new NoticeState();
	readonly queue = new EditQueue(() => this.events.notifyChange());
	readonly pictures: PictureStore;
	readonly patches: PatchCache;
	readonly answers: AnswerPreviews;
	readonly adjustedTiles: AdjustedTiles;
	/** The samples that selections by content read. */
	readonly samples: WorkerSamples;
	/** The edit frame as it was when the active tool was selected: Escape restores it. */
	frameBefore: Rect | null = null;

	constructor(images: ImageStore, jobRunner: JobRunner, invalidateSnapshot: () => void) {
		this.events = new SessionEvents(invalidateSnapshot);
		this.pictures = new PictureStore(images, jobRunner, () => this.#importedRead());
		this.answers = new AnswerPreviews(images, () => this.events.redraw("pictures"));
		this.patches = new PatchCache(images, jobRunner, (error, result) => {
			this.answers.delete(result);
			if (error !== null) this.notify(error);
			// The report on a result is known together with its patch.
			else this.events.notifyChange();
			this.events.redraw("pictures");
		});
		this.samples = new WorkerSamples(this.patches, jobRunner);
		const getPicture = (image: string) => this.pictures.get(image);
		this.adjustedTiles = new AdjustedTiles(this.patches, jobRunner, getPicture, () => this.events.redraw("adjusted"));
	}

	get document(): DocumentTree | null {
		return this.documents.current;
	}

	notify(notice: EditorError | null): void {
		this.notices.set(notice);
		this.events.notifyChange();
	}

	/** Selects objects in place of the selected ones: the only way to change the selection by hand. */
	selectObjects(ids: readonly string[]): void {
		if (!this.view.selectObjects(ids)) return;
		this.events.notifyChange();
		this.events.redraw("objects");
	}

	/** Begins to crop an object, which is the only selected one while it is cropped; null: ends it. */
	cropObject(id: string | null): void {
		if (this.view.state.croppedObject === id) return;
		if (id !== null) this.view.selectObjects([id]);
		this.view.set({ croppedObject: id });
		this.events.notifyChange();
		this.events.redraw("objects");
	}

	/** Opens the text of an annotation in its place on the canvas; null: closes it. */
	editText(annotation: Annotation | null): void {
		if (this.view.state.editedText === annotation) return;
		this.view.set({ editedText: annotation });
		this.events.notifyChange();
		this.events.redraw("objects");
	}

	/** Draws a guide in place of the document's with its id while it is dragged; null: no longer. */
	showGuide(guide: Guide | null): void {
		this.view.set({ draggedGuide: guide });
		this.events.redraw("cursor");
	}

	open(history: History, opened: OpenedPicture, isNew: boolean): void {
		const { document } = history;
		this.documents.open(history, isNew);
		this.pictures.reset(document.picture.image, opened);
		this.answers.clear();
		this.samples.drop();
		this.adjustedTiles.clear();
		this.patches.reset(() => this.pictures.readImported());
		void this.patches.sync(document);
		this.notices.reset(isNew ? this.pictures.notes : []);
		this.frameBefore = document.frame;
		this.view.reset(document);
		this.events.switches.emit();
		this.events.notifyChange();
	}

	close(): void {
		this.documents.close();
		this.pictures.reset(null, null);
		this.answers.clear();
		this.samples.drop();
		this.adjustedTiles.clear();
		this.patches.reset(null);
		this.notices.reset([]);
		this.view.reset(null);
		this.events.switches.emit();
		this.events.notifyChange();
	}

	/** Damage that the file's structure did not show is told when its samples are read. */
	#importedRead(): void {
		this.notices.addImportNotes(this.pictures.notes.filter((note) => note === "damaged-file"));
		this.events.notifyChange();
	}

	#documentChanged(before: DocumentTree, after: DocumentTree, isUndone: boolean): void {
		// The frame from before lies elsewhere on a canvas whose origin has moved.
		if (this.view.documentChanged(before, after, isUndone)) this.frameBefore = after.frame;
		this.notices.documentChanged();
		void this.patches.sync(after);
		this.pictures.readImportedSoon();
		this.events.notifyChange();
		this.events.redraw("masks");
		if (before.frame !== null && after.frame === null) this.events.frameRemovals.emit();
		if (hasFrameChanged(before, after)) this.events.redraw("cursor");
		if (havePicturesChanged(before, after)) this.events.redraw("pictures");
		if (before.paints !== after.paints || before.picture !== after.picture) this.events.redraw("paint");
		if (before.references !== after.references || before.annotations !== after.annotations)
			this.events.redraw("objects");
	}
}
