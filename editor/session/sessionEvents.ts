// The session's events: state changes for React, redraws for the canvas, and requests to the program around the editor.
import type { MaskRequest } from "../document";
import type { RedrawScope } from "../state/editorContext";
import { Emitter } from "../state/emitter";
import type { PickPurpose, RequestedOfResult } from "../tools";
import type { TakenStep } from "../types";

export class SessionEvents {
	readonly changes = new Emitter();
	readonly redraws = new Emitter<[RedrawScope]>();
	/** Another document was opened, or the document was closed. */
	readonly switches = new Emitter();
	/** The document's edit frame was removed. */
	readonly frameRemovals = new Emitter();
	/** A step was undone or redone. */
	readonly steps = new Emitter<[TakenStep]>();
	readonly fileRequests = new Emitter<[PickPurpose]>();
	readonly maskRequests = new Emitter<[MaskRequest]>();
	readonly resultRequests = new Emitter<[result: string, request: RequestedOfResult]>();

	/** A placed picture is part of the picture, and masked: it only has to be sent. */
	readonly blendedIn = new Emitter();

	#isDeferring = false;
	#isScheduled = false;

	/** `invalidate` runs before the listeners of a change. */
	constructor(readonly invalidate: () => void) {}

	notifyChange(): void {
		this.invalidate();
		if (!this.#isDeferring) this.changes.emit();
		else if (!this.#isScheduled) {
			this.#isScheduled = true;
			afterNextFrame(() => {
				this.#isScheduled = false;
				this.changes.emit();
			});
		}
	}

	/** Calls the listeners of the changes that `work` makes after the next frame. The state itself changes at once. */
	deferChanges(work: () => void): void {
		this.#isDeferring = true;
		try {
			work();
		} finally {
			this.#isDeferring = false;
		}
	}

	redraw(...scopes: readonly RedrawScope[]): void {
		for (const scope of scopes) this.redraws.emit(scope);
	}

	/** Removes every listener. */
	clear(): void {
		this.changes.clear();
		this.redraws.clear();
		this.switches.clear();
		this.frameRemovals.clear();
		this.steps.clear();
		this.fileRequests.clear();
		this.maskRequests.clear();
		this.resultRequests.clear();
		this.blendedIn.clear();
	}
}

/** Milliseconds after which a task no longer waits for a frame: the machine is busy, or the page is not shown. */
const FRAME_PATIENCE = 250;

/** Runs the task when the next frame was drawn; at once where nothing is drawn. */
function afterNextFrame(task: () => void): void {
	if (typeof requestAnimationFrame === "undefined") {
		task();
		return;
	}
	let isDone = false;
	const run = () => {
		if (!isDone) task();
		isDone = true;
	};
	setTimeout(run, FRAME_PATIENCE);
	requestAnimationFrame(() => setTimeout(run));
}
