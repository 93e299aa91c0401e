// The session's events: state changes for React, redraws for the canvas, and requests to the program around the editor.
import type { RedrawScope } from "../state/editorContext";
import { Emitter } from "../state/emitter";
import type { PickPurpose, RequestedOfResult } from "../tools";

export class SessionEvents {
	readonly changes = new Emitter();
	readonly redraws = new Emitter<[RedrawScope]>();
	readonly fileRequests = new Emitter<[PickPurpose]>();
	readonly resultRequests = new Emitter<[result: string, request: RequestedOfResult]>();

	/** `invalidate` runs before the listeners of a change. */
	constructor(readonly invalidate: () => void) {}

	notifyChange(): void {
		this.invalidate();
		this.changes.emit();
	}

	redraw(...scopes: readonly RedrawScope[]): void {
		for (const scope of scopes) this.redraws.emit(scope);
	}

	/** Removes every listener. */
	clear(): void {
		this.changes.clear();
		this.redraws.clear();
		this.fileRequests.clear();
		this.resultRequests.clear();
	}
}
