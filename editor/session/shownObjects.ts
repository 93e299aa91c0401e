// The placed pictures and annotations as the canvas shows them: with the changes of the gesture under way. Knows no tool.
import { type Annotation, objectsOf, type PlacedObject, type ReferenceLayer, withObjectChanges } from "../document";
import type { SessionCore } from "./sessionCore";
import type { ToolGesture } from "./toolGesture";

export class ShownObjects {
	constructor(
		readonly core: Pick<SessionCore, "document">,
		readonly gesture: Pick<ToolGesture, "objects">,
	) {}

	get references(): readonly ReferenceLayer[] {
		return this.#withGesture(this.core.document?.references ?? []);
	}

	/** With the one that the gesture draws. */
	get annotations(): readonly Annotation[] {
		const annotations = this.#withGesture(this.core.document?.annotations ?? []);
		const drawn = this.gesture.objects?.drawn;
		return drawn === undefined ? annotations : [...annotations, drawn];
	}

	/** Placed pictures and annotations, from bottom to top. */
	get all(): readonly PlacedObject[] {
		return objectsOf(this);
	}

	#withGesture<Placed extends PlacedObject>(objects: readonly Placed[]): readonly Placed[] {
		const changes = this.gesture.objects?.changes;
		if (changes === undefined || !objects.some(({ id }) => id in changes)) return objects;
		return objects.map((object) => withObjectChanges(object, changes[object.id] ?? {}));
	}
}
