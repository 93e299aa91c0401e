// The pages of the settings; those of endpoints are in endpointStrings.ts.
import type { Phrase } from "./phrase";

export const SETTINGS_STRINGS = {
	"settings.section.gateway": { en: "Gateway", zh: "网关" },
	"settings.section.defaults": { en: "Defaults", zh: "默认值" },
	"settings.section.canvas": { en: "Canvas", zh: "画布" },
	"settings.section.storage": { en: "History & storage", zh: "历史与存储" },
	"settings.section.diagnostics": { en: "Diagnostics", zh: "诊断" },
	"settings.section.appearance": { en: "Appearance", zh: "外观" },
	"settings.reset": { en: "Reset this page", zh: "重置本页" },
	"settings.notSaved": {
		en: "The setting could not be saved and is unchanged. Try again.",
		zh: "设置未能保存，未作更改。请重试。",
	},
	"settings.confirmRemove": { en: "Confirm removal", zh: "确认移除" },
	"settings.resetServer": { en: "Reset to defaults", zh: "恢复默认值" },
	"settings.modeHint.auto": {
		en: "Uses your custom endpoint if one is set up, otherwise HaloForge Cloud.",
		zh: "已设置自定义端点时使用该端点，否则使用 HaloForge 云。",
	},
	"settings.modeHint.custom": {
		en: "Always uses your custom endpoint, never HaloForge Cloud.",
		zh: "始终使用自定义端点，绝不使用 HaloForge 云。",
	},
	"settings.modeHint.cloud": { en: "Always uses HaloForge Cloud.", zh: "始终使用 HaloForge 云。" },
	"settings.defaultsHint": {
		en: "Used unless you choose otherwise in the prompt bar.",
		zh: "提示词栏未另行选择时使用。",
	},
	"settings.endpointModel": {
		en: "The current endpoint sets its own model, which takes precedence: {model}",
		zh: "当前端点设有自己的模型，优先使用：{model}",
	},
	"settings.sameAsHost": { en: "Same as HaloForge", zh: "跟随 HaloForge" },
	"settings.theme.dark": { en: "Dark", zh: "深色" },
	"settings.theme.light": { en: "Light", zh: "浅色" },
	"settings.columns.auto": { en: "Auto", zh: "自动" },
	"settings.motion": {
		en: "Animations follow your system's reduced motion setting.",
		zh: "动画遵循系统的“减少动态效果”设置。",
	},
	"settings.canvasHint": {
		en: "Applies to all images. Edge settings affect only new results.",
		zh: "适用于所有图片。边缘设置仅影响新的结果。",
	},
	"settings.segmentation": { en: "Select object", zh: "选择对象" },
	"settings.segmentation.hint": {
		en: "Two ONNX files of one SAM-family model (SAM, MobileSAM, EdgeSAM, SAM 2), which runs on this computer. A click on the canvas then selects the whole object.",
		zh: "同一 SAM 系列模型（SAM、MobileSAM、EdgeSAM、SAM 2）的两个 ONNX 文件，在本机运行。之后在画布上单击即可选中整个对象。",
	},
	"settings.segmentation.pathHint": { en: "A file ending in .onnx", zh: "以 .onnx 结尾的文件" },
	"settings.segmentation.browse": { en: "Choose …", zh: "选择……" },
	"settings.segmentation.check": { en: "Check model", zh: "检查模型" },
	"settings.segmentation.checking": { en: "Checking …", zh: "正在检查……" },
	"settings.segmentation.works": {
		en: "This model can be used; it sees images at {width} × {height}.",
		zh: "该模型可用，以 {width} × {height} 查看图片。",
	},
	"settings.segmentation.boxes": { en: "It takes clicks and boxes.", zh: "支持单击和框选。" },
	"settings.segmentation.noBoxes": {
		en: "It takes clicks; of a box it uses the centre.",
		zh: "支持单击；框选时使用框的中心。",
	},
	"settings.segmentation.noBackend": {
		en: "The model runs in the plugin's backend, which is not running.",
		zh: "模型由插件后端运行，而后端目前未运行。",
	},
	"settings.usage.pictures": { en: "Images", zh: "图片" },
	"settings.usage.thumbnails": { en: "Thumbnails", zh: "缩略图" },
	"settings.usage.tasks": { en: "Tasks", zh: "任务" },
	"settings.usage.documents": { en: "Canvases", zh: "画布" },
	"settings.usage.bin": { en: "In the bin", zh: "回收站" },
	"settings.usage.binFrees": { en: "Emptying the bin frees {size}.", zh: "清空回收站可释放 {size}。" },
	"settings.storageUsed": { en: "Storage used", zh: "已用空间" },
	"settings.storageUsedOf": {
		en: "{used} of {all} available to the browser.",
		zh: "已用 {used}，浏览器可用空间共 {all}。",
	},
	"settings.storageUnknown": {
		en: "The browser does not report the available space.",
		zh: "浏览器未提供可用空间信息。",
	},
	"settings.savedImages.hint": {
		en: "Applies to images that you save or export, so that they can be opened here again with their prompt. Nothing of it is ever sent to a provider, and no address or key is written. Content credentials (C2PA) are a signature of the file: an image that keeps them gets nothing else.",
		zh: "适用于保存或导出的图片，使其可在此连同提示词重新打开。这些内容绝不会发送给提供方，也不会写入地址或密钥。内容凭证（C2PA）是文件的签名：保留它的图片不再写入其他内容。",
	},
	"settings.cleanUp": { en: "Clean up", zh: "清理" },
	"settings.cleanUp.hint": {
		en: "Deletes images that no task, canvas or prompt uses.",
		zh: "删除没有任务、画布或提示词使用的图片。",
	},
	"settings.cleanUp.now": { en: "Clean up now", zh: "立即清理" },
	"settings.cleanUp.done": { en: "Unused images deleted: {count}.", zh: "已删除未使用的图片：{count} 张。" },
	"settings.cleanUp.none": {
		en: "Nothing to clean up. Every image is in use or was added within the last hour.",
		zh: "无需清理：所有图片都在使用，或是一小时内添加的。",
	},
	"settings.persistence": { en: "Persistent storage", zh: "持久存储" },
	"settings.persistence.on": {
		en: "On: the browser does not clear this data on its own.",
		zh: "已开启：浏览器不会自行清除这些数据。",
	},
	"settings.persistence.off": {
		en: "Off: the browser may clear this data when the disk is full.",
		zh: "未开启：磁盘已满时，浏览器可能清除这些数据。",
	},
	"settings.persistence.request": { en: "Request", zh: "请求开启" },
	"settings.persistence.granted": { en: "Persistent storage is on.", zh: "持久存储已开启。" },
	"settings.persistence.denied": { en: "The browser declined the request.", zh: "浏览器拒绝了请求。" },
	"settings.memoryBudget.hint": {
		en: "Shared by all responses being received and images being checked. Anything beyond the limit waits or is refused.",
		zh: "同时接收的响应与检查的图片共用此内存，超出时将等待或被拒绝。",
	},
	"settings.keptResults.off": { en: "Not kept", zh: "不保留" },
	"settings.keptResults.hint": {
		en: "Stored outside the library, so that it can be restored if the browser loses it.",
		zh: "保存在图库之外，浏览器丢失图库时可据此恢复。",
	},
	"settings.dailyCopy.hint": {
		en: "Prompts, settings and results of all tasks, without images, in the backend's folder. The last three days are kept.",
		zh: "所有任务的提示词、设置和结果（不含图片），保存在后端文件夹中，保留最近三天。",
	},
	"settings.unreadableFiles": { en: "Task files that cannot be read: {count}", zh: "无法读取的任务文件：{count} 个" },
	"settings.unreadableFiles.hint": {
		en: "They may belong to finished results, so no image is cleaned up in the backend while they exist. Nothing was deleted.",
		zh: "它们可能属于已完成的结果，因此在其存在期间后端不会清理任何图片，目前未删除任何内容。",
	},
	"settings.unreadableFiles.discard": { en: "Delete these files", zh: "删除这些文件" },
	"settings.unreadableFiles.done": { en: "Files deleted: {count}.", zh: "已删除文件：{count} 个。" },
	"settings.neverDeletes": {
		en: "Image Studio never deletes anything to free up space without asking.",
		zh: "未经询问，图像工作室绝不会为释放空间而删除任何内容。",
	},
	"settings.backend": { en: "Backend", zh: "后端" },
	"settings.backend.none": { en: "Not running", zh: "未运行" },
	"settings.report": { en: "Report", zh: "报告" },
	"settings.reportHint": {
		en: "Contains versions, the gateway and the log below. It contains no keys, prompts or images.",
		zh: "包含版本、网关和下方日志，不含密钥、提示词或图片。",
	},
	"settings.reportCopy": { en: "Copy redacted report", zh: "复制脱敏报告" },
	"settings.report.copied": { en: "Copied.", zh: "已复制。" },
	"settings.report.refused": {
		en: "The clipboard is not available. Select the log below and copy it manually.",
		zh: "剪贴板不可用。请选中下方日志后手动复制。",
	},
	"settings.log": { en: "Recent log entries, newest first", zh: "最近的日志（最新在前）" },
	"settings.log.none": { en: "No log entries since this page was opened.", zh: "打开此页面后尚无日志。" },
} as const satisfies Readonly<Record<string, Phrase>>;
