// What is said where all that is known of a task is shown. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const DETAIL_WORDS = {
	"detail.previous": { en: "Previous task (Shift+←)", zh: "上一个任务（Shift+←）" },
	"detail.next": { en: "Next task (Shift+→)", zh: "下一个任务（Shift+→）" },
	"detail.look": { en: "Full view: {name}", zh: "全屏查看：{name}" },
	"detail.output": { en: "Picture {number}", zh: "第 {number} 张" },
	"detail.outputs": { en: "Pictures", zh: "图片" },
	"detail.sent": { en: "As it went out", zh: "实际发送的内容" },
	"detail.revised": { en: "As the model understood it", zh: "模型的理解" },
	"detail.changes": { en: "What changed", zh: "差异" },
	"detail.copy": { en: "Copy: {name}", zh: "复制：{name}" },
	"detail.refused": {
		en: "The clipboard did not take it: select it and copy it by hand.",
		zh: "剪贴板未接受：请选中后手动复制。",
	},
	"detail.inputs": { en: "What went along", zh: "随附内容" },
	"detail.target": { en: "The picture to change", zh: "待修改的图片" },
	"detail.masked": {
		en: "The picture to change, with the masked area in colour",
		zh: "待修改的图片，蒙版区域以颜色标出",
	},
	"detail.reference": { en: "Reference {number}", zh: "参考图 {number}" },
	"detail.settings": { en: "Settings", zh: "参数" },
	"detail.asked": { en: "Asked", zh: "请求" },
	"detail.got": { en: "Got", zh: "实际" },
	"detail.differs": { en: "Another than asked for", zh: "与请求不同" },
	"detail.again": { en: "Sent again", zh: "再次发送" },
	"detail.requestId": { en: "Request id", zh: "请求 ID" },
	"detail.providerId": { en: "Request id at the provider", zh: "服务方请求 ID" },
	"detail.tokens": { en: "{total} ({input} in, {output} out)", zh: "{total}（输入 {input}，输出 {output}）" },
	"detail.kin.from": { en: "Made from", zh: "来源" },
	"detail.kin.into": { en: "Went into", zh: "后续使用" },
	"detail.kin.beside": { en: "Other edits of the same picture", zh: "同一图片的其他编辑" },
} as const satisfies Readonly<Record<string, Phrase>>;
