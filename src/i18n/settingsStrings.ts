// What the pages of the settings say; the words about endpoints are among the strings.
import type { Phrase } from "./phrase";

export const SETTINGS_WORDS = {
	"settings.section.gateway": { en: "Gateway", zh: "网关" },
	"settings.section.defaults": { en: "Defaults", zh: "默认值" },
	"settings.section.canvas": { en: "Canvas", zh: "画布" },
	"settings.section.storage": { en: "History & storage", zh: "历史与存储" },
	"settings.section.diagnostics": { en: "Diagnostics", zh: "诊断" },
	"settings.section.appearance": { en: "Appearance", zh: "外观" },
	"settings.reset": { en: "Reset this page", zh: "重置本页" },
	"settings.notStored": {
		en: "The setting could not be stored; it is as before. Try again.",
		zh: "设置未能保存，已恢复原状。请重试。",
	},
	"settings.removeSure": { en: "Press again to remove", zh: "再按一次移除" },
	"settings.usual": { en: "Back to the usual", zh: "恢复常用值" },
	"settings.modeHint.auto": {
		en: "Your own endpoint where one is set up, else HaloForge Cloud.",
		zh: "已设置自定义端点时使用该端点，否则使用 HaloForge 云。",
	},
	"settings.modeHint.custom": {
		en: "Always your own endpoint; never HaloForge Cloud.",
		zh: "始终使用自定义端点，绝不使用 HaloForge 云。",
	},
	"settings.modeHint.cloud": { en: "Always HaloForge Cloud.", zh: "始终使用 HaloForge 云。" },
	"settings.defaultsHint": {
		en: "Asked for unless the prompt bar says otherwise.",
		zh: "提示词栏未另行选择时采用。",
	},
	"settings.ownModel": {
		en: "The endpoint in use has a model of its own, which comes first: {model}",
		zh: "当前端点设有自己的模型，优先采用：{model}",
	},
	"settings.asHost": { en: "As HaloForge", zh: "跟随 HaloForge" },
	"settings.theme.dark": { en: "Dark", zh: "深色" },
	"settings.theme.light": { en: "Light", zh: "浅色" },
	"settings.columns.auto": { en: "As many as fit", zh: "自动适应" },
	"settings.motion": {
		en: "Motion follows your system: where it asks for less, nothing moves.",
		zh: "动效跟随系统设置：系统要求减少动效时，界面保持静止。",
	},
	"settings.canvasHint": {
		en: "For every picture. The edges are those of results that come from now on.",
		zh: "适用于所有图片。边缘设置仅影响此后的结果。",
	},
	"settings.usage.pictures": { en: "Pictures", zh: "图片" },
	"settings.usage.thumbnails": { en: "Thumbnails", zh: "缩略图" },
	"settings.usage.tasks": { en: "Tasks", zh: "任务" },
	"settings.usage.documents": { en: "Canvases", zh: "画布" },
	"settings.room": { en: "Room taken", zh: "已用空间" },
	"settings.roomTaken": { en: "{used} of the {all} that the browser grants.", zh: "已用 {used}，浏览器共允许 {all}。" },
	"settings.roomUnknown": { en: "The browser does not say how much room there is.", zh: "浏览器未提供可用空间信息。" },
	"settings.tidy": { en: "Tidy up", zh: "整理" },
	"settings.tidyHint": {
		en: "Deletes pictures that no task, canvas or prompt uses any more.",
		zh: "删除已无任务、画布或提示词使用的图片。",
	},
	"settings.tidyNow": { en: "Tidy up now", zh: "立即整理" },
	"settings.tidied": { en: "Unused pictures deleted: {count}.", zh: "已删除未使用的图片：{count} 张。" },
	"settings.tidy.none": {
		en: "Nothing to tidy: every picture is in use, or came within the last hour.",
		zh: "无需整理：所有图片都在使用，或是一小时内新增的。",
	},
	"settings.keep": { en: "Kept by the browser", zh: "浏览器持久保存" },
	"settings.keep.is": { en: "Yes: it clears nothing of this by itself.", zh: "是：浏览器不会自行清除这些数据。" },
	"settings.keep.not": {
		en: "No: on a full disk the browser may clear it.",
		zh: "否：磁盘已满时，浏览器可能清除这些数据。",
	},
	"settings.keepAsk": { en: "Ask it to", zh: "请求保存" },
	"settings.kept": { en: "The browser keeps it.", zh: "浏览器已同意持久保存。" },
	"settings.notKept": { en: "The browser did not agree.", zh: "浏览器未同意。" },
	"settings.neverDeletes": {
		en: "The studio never deletes anything to make room without asking.",
		zh: "未经询问，工作室绝不会为腾出空间而删除任何内容。",
	},
	"settings.backend": { en: "Backend", zh: "后端" },
	"settings.backend.none": { en: "Not running", zh: "未运行" },
	"settings.report": { en: "Report", zh: "报告" },
	"settings.reportHint": {
		en: "Versions, gateway and the log below. No key, prompt or picture is in it.",
		zh: "包含版本、网关和下方日志，不含密钥、提示词或图片。",
	},
	"settings.reportCopy": { en: "Copy a redacted report", zh: "复制脱敏报告" },
	"settings.report.copied": { en: "Copied.", zh: "已复制。" },
	"settings.report.refused": {
		en: "The clipboard refused. The log below can be selected and copied.",
		zh: "剪贴板拒绝写入。可选中下方日志后复制。",
	},
	"settings.log": { en: "Recent log lines, the newest first", zh: "最近的日志（最新在前）" },
	"settings.log.none": { en: "Nothing yet since this page was opened.", zh: "打开此页面后尚无日志。" },
} as const satisfies Readonly<Record<string, Phrase>>;
