// Mounts one Konva shape for each object, in the document's order. Their attributes are written by ObjectNodes, because they
// also change with every move of the pointer.
import { memo, useMemo, useSyncExternalStore } from "react";
import { Group, Shape } from "react-konva/es/ReactKonvaCore";
import { objectsOf } from "../../document";
import type { EditorSession } from "../../session/editorSession";
import type { ObjectNodes } from "./objectNodes";

interface ObjectShapesProps {
	readonly session: EditorSession;
	readonly nodes: ObjectNodes;
}

export const ObjectShapes = memo(function ObjectShapes({ session, nodes }: ObjectShapesProps) {
	const getIds = useMemo(() => idsOf(session), [session]);
	const ids = useSyncExternalStore(session.subscribe, getIds);
	return (
		<Group ref={(group) => nodes.attachCamera(group)}>
			{ids.map((id) => (
				<Shape
					key={id}
					ref={(shape) => nodes.attach(id, shape)}
					perfectDrawEnabled={false}
					fill="#000"
					sceneFunc={(context) => nodes.draw(id, context._context)}
					hitFunc={(context, shape) => nodes.drawHit(id, context, shape)}
				/>
			))}
			<Shape listening={false} perfectDrawEnabled={false} sceneFunc={(context) => nodes.drawDrawn(context._context)} />
		</Group>
	);
});

/** The same array as long as the objects are the same, whatever changes of them. */
function idsOf(session: EditorSession): () => readonly string[] {
	let known: readonly string[] = [];
	return () => {
		const objects = session.document === null ? [] : objectsOf(session.document);
		if (objects.length !== known.length || objects.some(({ id }, i) => id !== known[i])) {
			known = objects.map(({ id }) => id);
		}
		return known;
	};
}
