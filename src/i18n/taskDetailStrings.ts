// The task detail dialog. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const TASK_DETAIL_STRINGS = {
	"detail.previous": { en: "Previous task (Shift+←)", zh: "上一个任务（Shift+←）" },
	"detail.next": { en: "Next task (Shift+→)", zh: "下一个任务（Shift+→）" },
	"detail.fullView": { en: "Full view: {name}", zh: "全屏查看：{name}" },
	"detail.output": { en: "Image {number}", zh: "第 {number} 张" },
	"detail.outputs": { en: "Images", zh: "图片" },
	"detail.sentPrompt": { en: "Prompt sent", zh: "发送的提示词" },
	"detail.damagedOutput": {
		en: "The file of this image is damaged or incomplete. It is kept unchanged and shown as far as it can be read.",
		zh: "这张图片的文件已损坏或不完整，已按收到的原样保留，并显示能够读取的部分。",
	},
	"detail.revisedPrompt": { en: "Revised prompt", zh: "改写后的提示词" },
	"detail.differences": { en: "Differences", zh: "差异" },
	"detail.copy": { en: "Copy: {name}", zh: "复制：{name}" },
	"detail.clipboardFailed": {
		en: "The clipboard is not available. Select the text and copy it manually.",
		zh: "剪贴板不可用。请选中文本后手动复制。",
	},
	"detail.inputs": { en: "Inputs", zh: "输入" },
	"detail.sourceImage": { en: "Source image", zh: "源图" },
	"detail.maskedSourceImage": {
		en: "Source image with the masked area highlighted",
		zh: "源图，已标出蒙版区域",
	},
	"detail.reference": { en: "Reference image {number}", zh: "参考图 {number}" },
	"detail.settings": { en: "Settings", zh: "参数" },
	"detail.requested": { en: "Requested", zh: "请求" },
	"detail.received": { en: "Received", zh: "实际" },
	"detail.differs": { en: "Differs from the request", zh: "与请求不同" },
	"detail.actualAndRequested": { en: "{actual} ({requested} requested)", zh: "{actual}（请求 {requested}）" },
	"detail.resent": { en: "Resent", zh: "重新发送时间" },
	"detail.requestId": { en: "Request ID", zh: "请求 ID" },
	"detail.providerId": { en: "Provider request ID", zh: "服务方请求 ID" },
	"detail.tokens": { en: "{total} ({input} in, {output} out)", zh: "{total}（输入 {input}，输出 {output}）" },
	"detail.related.from": { en: "Source", zh: "来源" },
	"detail.related.into": { en: "Used in", zh: "用于" },
	"detail.related.beside": { en: "Other edits of the same image", zh: "同一图片的其他编辑" },
} as const satisfies Readonly<Record<string, Phrase>>;
