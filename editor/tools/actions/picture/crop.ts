// Crops the canvas to the edit frame, and shows again what was cropped away. Cropping keeps every sample of the pictures.
import cropIcon from "@lucide/icons/icons/crop";
import revealIcon from "@lucide/icons/icons/fullscreen";
import { type DocumentTree, wholePictureRect } from "../../../document";
import type { Rect } from "../../../raster";
import type { Action, Effect } from "../../action";
import { frame } from "../../frame";

const cropTo = (canvas: Rect): readonly Effect[] => [
	{ type: "commands", commands: [{ type: "canvas.crop", canvas }] },
	{ type: "view", request: { type: "fit" } },
];

export const cropToFrame: Action = {
	id: "picture.crop",
	label: { en: "Crop to edit frame", zh: "裁剪到编辑框" },
	icon: cropIcon,
	group: "picture",
	besideOptionsOf: frame.id,
	shortcuts: ["Alt+C"],
	isEnabled: ({ document }) => document !== null && document.frame !== null,
	perform: ({ document }) => (document?.frame ? cropTo(document.frame) : []),
};

export const revealAll: Action = {
	id: "picture.reveal",
	label: { en: "Show cropped area again", zh: "恢复裁剪区域" },
	icon: revealIcon,
	group: "picture",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null && isCropped(document),
	perform: ({ document }) => (document === null ? [] : cropTo(wholePictureRect(document))),
};

function isCropped(document: DocumentTree): boolean {
	const { left, top, right, bottom } = wholePictureRect(document);
	return left < 0 || top < 0 || right > document.picture.width || bottom > document.picture.height;
}
