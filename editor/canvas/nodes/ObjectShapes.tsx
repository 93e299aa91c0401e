// Mounts one Konva shape for each object, in the document's order. Their attributes are written by ObjectNodes, because they
// also change with every move of the pointer. The shapes of annotations are only pressed: one shape above them draws them all,
// because a node that draws costs more than what it draws.
import { memo, useMemo, useSyncExternalStore } from "react";
import { Group, Shape } from "react-konva/es/ReactKonvaCore";
import type { ObjectLists } from "../../document";
import type { EditorSession } from "../../session/editorSession";
import type { ObjectNodes } from "./objectNodes";

interface ObjectShapesProps {
	readonly session: EditorSession;
	readonly nodes: ObjectNodes;
}

export const ObjectShapes = memo(function ObjectShapes({ session, nodes }: ObjectShapesProps) {
	const pictures = useIds(session, "references");
	const annotations = useIds(session, "annotations");
	return (
		<Group ref={(group) => nodes.attachCamera(group)}>
			{pictures.map((id) => (
				<Shape
					key={id}
					ref={(shape) => nodes.attach(id, shape)}
					perfectDrawEnabled={false}
					fill="#000"
					sceneFunc={(context) => nodes.draw(id, context._context)}
					hitFunc={(context, shape) => nodes.drawHit(id, context, shape)}
				/>
			))}
			{annotations.map((id) => (
				<Shape
					key={id}
					ref={(shape) => nodes.attach(id, shape)}
					perfectDrawEnabled={false}
					fill="#000"
					hitFunc={(context, shape) => nodes.drawHit(id, context, shape)}
				/>
			))}
			<Shape
				listening={false}
				perfectDrawEnabled={false}
				sceneFunc={(context) => nodes.drawAnnotations(context._context)}
			/>
		</Group>
	);
});

function useIds(session: EditorSession, list: keyof ObjectLists): readonly string[] {
	const getIds = useMemo(() => idsOf(session, list), [session, list]);
	return useSyncExternalStore(session.subscribe, getIds);
}

/** The same array as long as the objects are the same, whatever changes of them. */
function idsOf(session: EditorSession, list: keyof ObjectLists): () => readonly string[] {
	let known: readonly string[] = [];
	return () => {
		const objects = session.document?.[list] ?? [];
		if (objects.length !== known.length || objects.some(({ id }, i) => id !== known[i])) {
			known = objects.map(({ id }) => id);
		}
		return known;
	};
}
