// Live-region announcements: the progress and the outcome of tasks, and an opened image. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const ANNOUNCEMENT_STRINGS = {
	"announce.started": {
		en: "In progress, {requested} requested: {prompt}",
		zh: "进行中，共请求 {requested} 张：{prompt}",
	},
	"announce.received": {
		en: "{received} of {requested} images received",
		zh: "已收到 {received} / {requested} 张图片",
	},
	"announce.allReceived": { en: "{received} images for “{prompt}”", zh: "“{prompt}”的 {received} 张图片已完成" },
	"announce.someReceived": {
		en: "{received} of {requested} images for “{prompt}”",
		zh: "“{prompt}”：{requested} 张图片中完成 {received} 张",
	},
	"announce.opened": { en: "{name}, {width} × {height} pixels", zh: "{name}，{width} × {height} 像素" },
	/** The title of a notification of the host. */
	"notification.title": { en: "Image Studio", zh: "图像工作室" },
	"notification.ready": {
		en: "{received} of {requested} images are ready.",
		zh: "{requested} 张图片中已完成 {received} 张。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
