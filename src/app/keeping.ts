// What stands in the prompt bar counts as used: its pictures are named nowhere in the library.
import type { Library } from "../library/library";

export function keeping<Saved>(library: Library<Saved>, kept: () => readonly string[]): Library<Saved> {
	return {
		...library,
		deleteDocument: (id, keep = []) => library.deleteDocument(id, [...keep, ...kept()]),
		collectImages: (keep = []) => library.collectImages([...keep, ...kept()]),
	};
}
