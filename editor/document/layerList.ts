// Lists of layers inside an immer draft: removing and moving a layer by its id.

interface Identified {
	id: string;
}

export function removeById(layers: Identified[], id: string): void {
	const index = layers.findIndex((layer) => layer.id === id);
	if (index >= 0) layers.splice(index, 1);
}

/** `to` counts from 0 at the bottom and is kept within the list. */
export function moveById<Layer extends Identified>(layers: Layer[], id: string, to: number): void {
	const from = layers.findIndex((layer) => layer.id === id);
	const target = Math.min(layers.length - 1, Math.max(0, to));
	if (from < 0 || from === target) return;
	const [layer] = layers.splice(from, 1);
	if (layer !== undefined) layers.splice(target, 0, layer);
}
