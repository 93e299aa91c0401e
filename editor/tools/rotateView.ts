// Rotates the view around its centre while R is held, in steps of 15 degrees with Shift. It never changes the document.
import rotateCwIcon from "@lucide/icons/icons/rotate-cw";
import { defineTool, type ToolView, type ViewPoint } from "./tool";

/** Degrees. */
export const ROTATION_STEP = 15;

interface RotateState {
	/** The angle of the view before the gesture. */
	readonly before: number;
	/** The direction in which the pointer was last seen from the centre, in degrees. */
	readonly direction: number;
	/** Degrees by which the pointer has gone around the centre. */
	readonly turned: number;
}

export const rotateView = defineTool<RotateState | null>({
	id: "rotateView",
	label: { en: "Rotate view", zh: "旋转视图" },
	icon: rotateCwIcon,
	shortcuts: ["R"],
	initialState: null,
	cursor: () => ({ kind: "css", idle: "grab", active: "grabbing" }),
	step(state, event, { view }) {
		if (event.type === "cancel") {
			return { state: null, ...(state && { view: [{ type: "rotateTo", degrees: state.before }] }) };
		}
		if (event.type === "up") return { state: null };
		const here = event.samples.at(-1)?.view;
		const direction = here === undefined ? null : directionOf(view, here);
		if (event.type === "down" || state === null) {
			return { state: { before: view.angle, direction: direction ?? 0, turned: 0 } };
		}
		const next = direction ?? state.direction;
		const turned = state.turned + shortestTurn(state.direction, next);
		const wanted = state.before + turned;
		const degrees = event.modifiers.shift ? Math.round(wanted / ROTATION_STEP) * ROTATION_STEP : wanted;
		return { state: { ...state, direction: next, turned }, view: [{ type: "rotateTo", degrees }] };
	},
});

/** In degrees clockwise; null at the centre itself, where there is none. */
function directionOf({ size }: ToolView, { x, y }: ViewPoint): number | null {
	const [dx, dy] = [x - size.width / 2, y - size.height / 2];
	return dx === 0 && dy === 0 ? null : (Math.atan2(dy, dx) * 180) / Math.PI;
}

/** From one direction to another, between -180 and 180 degrees. */
function shortestTurn(from: number, to: number): number {
	return ((to - from + 540) % 360) - 180;
}
