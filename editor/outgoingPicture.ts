// A door to the editor for code without an interface: the file that leaves for a picture file, made in a worker, and the
// error of a picture that cannot leave.
import { createJobRunner, type JobRunner } from "./work";

export { EditorError } from "./editorError";

let jobRunner: JobRunner | undefined;

/** Throws EditorError: empty-file, not-an-image, damaged-image, image-too-large, no-memory. */
export function makeOutgoingPicture(bytes: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<Blob> {
	jobRunner ??= createJobRunner(undefined, 1);
	return jobRunner.run({ type: "outgoing", bytes }, signal);
}
