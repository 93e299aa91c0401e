// Actions on the paint layers.
import circlePlusIcon from "@lucide/icons/icons/circle-plus";
import { activePaintLayer, nextPaintLayer } from "../../document";
import type { Action } from "../action";

export const addPaint: Action = {
	id: "layer.addPaint",
	label: { en: "New paint layer", zh: "新建绘画图层" },
	icon: circlePlusIcon,
	group: "layer",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null,
	perform: ({ document }) =>
		document === null ? [] : [{ type: "commands", commands: [{ type: "paint.add", paint: nextPaintLayer(document) }] }],
};

export const lockPaint: Action = {
	id: "layer.lockPaint",
	label: { en: "Lock paint layer", zh: "锁定绘画图层" },
	group: "layer",
	shortcuts: [],
	isPressed: ({ document }) => document !== null && activePaintLayer(document)?.isLocked === true,
	isEnabled: ({ document }) => document !== null && activePaintLayer(document) !== null,
	perform({ document }) {
		const layer = document && activePaintLayer(document);
		if (layer === null) return [];
		const changes = { isLocked: !layer.isLocked };
		return [{ type: "commands", commands: [{ type: "paint.set", paint: layer.id, changes }] }];
	},
};
