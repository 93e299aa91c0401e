// Zoom: a click doubles the zoom at the pointer; Alt or the right button halves it.
import searchIcon from "@lucide/icons/icons/search";
import { defineTool } from "./tool";

export const zoom = defineTool<null>({
	id: "zoom",
	label: { en: "Zoom", zh: "缩放" },
	icon: searchIcon,
	shortcuts: ["Z"],
	initialState: null,
	cursor(_, pointing) {
		const css = pointing?.modifiers.alt ? "zoom-out" : "zoom-in";
		return { kind: "css", idle: css, active: css };
	},
	step(state, event) {
		const at = event.type === "down" ? event.samples.at(-1)?.view : undefined;
		if (event.type !== "down" || at === undefined) return { state };
		const factor = event.modifiers.alt || event.isSecondary ? 0.5 : 2;
		return { state, view: [{ type: "zoomBy", factor, at }] };
	},
});
