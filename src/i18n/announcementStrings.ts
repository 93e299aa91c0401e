// What is said of work that goes on, and of what came of it.
import type { Phrase } from "./phrase";

export const SAID_WORDS = {
	"said.began": { en: "In progress, {requested} requested: {prompt}", zh: "进行中，共请求 {requested} 张：{prompt}" },
	"said.came": { en: "{received} of {requested} images received", zh: "已收到 {received} / {requested} 张图片" },
	"said.cameMany": { en: "{received} images for “{prompt}”", zh: "“{prompt}”的 {received} 张图片已完成" },
	"said.cameSome": {
		en: "{received} of {requested} images for “{prompt}”",
		zh: "“{prompt}”：{requested} 张图片中完成 {received} 张",
	},
	"said.opened": { en: "{name}, {width} × {height} pixels", zh: "{name}，{width} × {height} 像素" },
} as const satisfies Readonly<Record<string, Phrase>>;
