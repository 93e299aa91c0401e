// What cards, their menus and the selection say. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const TASK_STRINGS = {
	"tasks.actions": { en: "More", zh: "更多" },
	"tasks.actionsOf": { en: "Task actions", zh: "任务操作" },
	"tasks.outputs": { en: "Images: {count}", zh: "图片：{count} 张" },
	"tasks.references": { en: "Reference images: {count}", zh: "参考图：{count} 张" },
	"tasks.columns": { en: "Columns", zh: "列数" },
	"tasks.columnsAuto": { en: "Auto ({count})", zh: "自动（{count}）" },
	"tasks.showOnOriginalCanvas": { en: "Show on original canvas", zh: "在原画布上显示" },
	"tasks.edit": { en: "Edit on canvas", zh: "在画布上编辑" },
	"tasks.asReference": { en: "Use as reference image", zh: "用作参考图" },
	"tasks.asReferences": { en: "Use {count} as reference images", zh: "将 {count} 个用作参考图" },
	"tasks.dragTo": { en: "Drag to the prompt bar or canvas", zh: "拖到提示词栏或画布" },
	"tasks.reuse": { en: "Reuse prompt and settings", zh: "复用提示词与设置" },
	"tasks.reused": {
		en: "The task's prompt, settings and images were copied to the prompt bar. Nothing was sent.",
		zh: "已将该任务的提示词、设置和图片填入提示词栏，尚未发送。",
	},
	"tasks.save": { en: "Save…", zh: "保存…" },
	"tasks.saveSome": { en: "Save {count} images…", zh: "保存 {count} 张图片…" },
	"tasks.saving": { en: "Saving images: {done} of {total}", zh: "正在保存图片：{done} / {total}" },
	"tasks.savedSome": { en: "Saved {saved} of {total} images.", zh: "已保存 {saved} / {total} 张图片。" },
	"tasks.missingSome": {
		en: "No longer in the library: {count}.",
		zh: "已不在图库中：{count} 张。",
	},
	"tasks.noPictures": { en: "None of the selected tasks has an image.", zh: "所选任务均没有图片。" },
	"tasks.copy": { en: "Copy image", zh: "复制图片" },
	"tasks.copied": { en: "Image copied", zh: "图片已复制" },
	"tasks.copyRefused": {
		en: "The image could not be copied. Click in Image Studio and try again, or save the image as a file.",
		zh: "无法复制图片。请点击图像工作室窗口后重试，或将其保存为文件。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
