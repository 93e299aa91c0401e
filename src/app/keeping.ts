// What the studio adds to the library: what stands in the prompt bar counts as used, for its pictures are named nowhere
// in the library; and it is told when there is room again.
import type { Library } from "../library/library";

export function keeping<Saved>(
	library: Library<Saved>,
	kept: () => readonly string[],
	onRoom: () => void,
): Library<Saved> {
	return {
		...library,
		async deleteDocument(id, keep = []) {
			await library.deleteDocument(id, [...keep, ...kept()]);
			onRoom();
		},
		async collectImages(keep = []) {
			const freed = await library.collectImages([...keep, ...kept()]);
			if (freed > 0) onRoom();
			return freed;
		},
	};
}
