// Hand: pans the view and never changes the document. It works in view pixels, because the picture moves under the
// pointer and earlier picture coordinates become invalid.
import handIcon from "@lucide/icons/icons/hand";
import { defineTool, type ViewPoint } from "./tool";

interface HandState {
	readonly last: ViewPoint;
}

export const hand = defineTool<HandState | null>({
	id: "hand",
	label: { en: "Hand", zh: "抓手" },
	icon: handIcon,
	shortcuts: ["H"],
	initialState: null,
	cursor: () => ({ kind: "css", idle: "grab", active: "grabbing" }),
	step(state, event) {
		if (event.type === "cancel" || event.type === "up") return { state: null };
		const here = event.samples.at(-1)?.view;
		if (here === undefined) return { state };
		if (event.type === "down" || state === null) return { state: { last: here } };
		const { last } = state;
		return { state: { last: here }, view: [{ type: "panBy", dx: here.x - last.x, dy: here.y - last.y }] };
	},
});
