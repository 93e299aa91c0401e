// What is said of work that goes on, and of what came of it.
import type { Phrase } from "./phrase";

export const SAID_WORDS = {
	"said.began": { en: "In progress, {requested} asked for: {prompt}", zh: "进行中，共 {requested} 张：{prompt}" },
	"said.came": { en: "{received} of {requested} pictures are there", zh: "已完成 {received} / {requested} 张" },
	"said.cameMany": { en: "{received} pictures for “{prompt}”", zh: "“{prompt}”的 {received} 张图片已完成" },
	"said.cameSome": {
		en: "{received} of {requested} pictures for “{prompt}”",
		zh: "“{prompt}”：{requested} 张中完成 {received} 张",
	},
	"said.opened": { en: "{name}, {width} × {height} pixels", zh: "{name}，{width} × {height} 像素" },
} as const satisfies Readonly<Record<string, Phrase>>;
