// What the studio's own keys do.
import type { Phrase } from "./strings";

export const KEY_WORDS = {
	"keys.title": { en: "Studio", zh: "工作室" },
	"keys.panes": { en: "Next pane, previous pane", zh: "下一个、上一个窗格" },
	"keys.gallery": { en: "All pictures, and back", zh: "全部图片，再按返回" },
	"keys.send": { en: "In the prompt: generate or edit", zh: "在提示词中：生成或编辑" },
	"keys.look": { en: "See what goes out", zh: "查看将发送的内容" },
	"keys.history": { en: "In the prompt: former prompts", zh: "在提示词中：之前的提示词" },
	"keys.mention": { en: "In the prompt: mention a picture", zh: "在提示词中：提及图片" },
	"keys.dismiss": { en: "On a notice: dismiss it", zh: "在通知上：关闭" },
} as const satisfies Readonly<Record<string, Phrase>>;
