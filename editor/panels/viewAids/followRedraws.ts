// Draws what follows the canvas outside of React's rendering, because it may change with every move of the camera or the
// pointer.
import type { EditorSession } from "../../session/editorSession";
import type { RedrawScope } from "../../state/editorContext";

/** Draws at once, and in the frame of every redraw of one of the scopes. Returns a function that ends it. */
export function followRedraws(session: EditorSession, scopes: readonly RedrawScope[], draw: () => void): () => void {
	draw();
	const unsubscribe = session.onRedraw((scope) => scopes.includes(scope) && session.frames.schedule("draw", draw));
	return () => {
		unsubscribe();
		session.frames.cancel("draw", draw);
	};
}
