// The strings about the record that a picture file carries. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const PICTURE_RECORD_STRINGS = {
	"record.found": { en: "“{name}” carries the prompt it was made with.", zh: "“{name}”带有生成它的提示词。" },
	"record.show": { en: "Show", zh: "查看" },
	"record.title": { en: "How this image was made", zh: "此图片的生成信息" },
	"record.source": { en: "Written by", zh: "写入程序" },
	"record.sourceXmp": { en: "Description in the file (XMP)", zh: "文件中的描述（XMP）" },
	"record.date": { en: "Date", zh: "日期" },
	"record.negativePrompt": { en: "Negative prompt", zh: "反向提示词" },
	"record.revisedPrompt": { en: "Revised prompt", zh: "改写后的提示词" },
	"record.earlier": { en: "Earlier requests", zh: "更早的请求" },
	"record.usePrompt": { en: "Use prompt", zh: "使用提示词" },
	"record.restore": { en: "Restore task", zh: "恢复任务" },
	"record.restored": { en: "The task is in the list again.", zh: "任务已恢复到列表中。" },
	"record.export": { en: "Include prompt and settings", zh: "包含提示词和设置" },
	"record.exportMask": { en: "Include the mask", zh: "包含蒙版" },
} as const satisfies Readonly<Record<string, Phrase>>;
