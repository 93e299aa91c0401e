// Mounts one Konva shape for each placed object, in the document's order. Their attributes are written by ObjectNodes,
// because they also change with every move of the pointer.
import type Konva from "konva/lib/Core";
import { memo, useSyncExternalStore } from "react";
import { Group, Shape } from "react-konva/es/ReactKonvaCore";
import type { ReferenceLayer } from "../../document";
import type { EditorSession } from "../../session/editorSession";
import type { ObjectNodes } from "./objectNodes";

const NONE: readonly ReferenceLayer[] = [];

interface ObjectShapesProps {
	readonly session: EditorSession;
	readonly nodes: ObjectNodes;
}

export const ObjectShapes = memo(function ObjectShapes({ session, nodes }: ObjectShapesProps) {
	const references = useSyncExternalStore(session.subscribe, () => session.document?.references ?? NONE);
	return (
		<Group ref={(group) => nodes.attachCamera(group)}>
			{references.map(({ id }) => (
				<Shape
					key={id}
					ref={(shape) => nodes.attach(id, shape)}
					perfectDrawEnabled={false}
					fill="#000"
					sceneFunc={(context) => nodes.draw(id, context._context)}
					hitFunc={fillBox}
				/>
			))}
		</Group>
	);
});

function fillBox(context: Konva.Context, shape: Konva.Shape): void {
	context.beginPath();
	context.rect(0, 0, shape.width(), shape.height());
	context.fillShape(shape);
}
