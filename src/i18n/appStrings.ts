// The studio's frame: its title, notices, saving, and the panel that replaces it after a crash. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const APP_STRINGS = {
	"app.title": { en: "Image Studio", zh: "图像工作室" },
	"app.reactTooOld": {
		en: "Image Studio requires React 19, but this version of HaloForge provides React {version}. Update HaloForge.",
		zh: "图像工作室需要 React 19，而当前 HaloForge 提供的是 React {version}。请更新 HaloForge。",
	},
	"app.crashed": { en: "Image Studio stopped working.", zh: "图像工作室出现故障。" },
	"app.crashedAdvice": {
		en: "Your image, mask and tasks are saved. Reopen to continue.",
		zh: "图片、蒙版和任务均已保存，重新打开即可继续。",
	},
	"app.reopen": { en: "Reopen", zh: "重新打开" },
	"app.details": { en: "Technical details", zh: "技术细节" },
	"app.closeImage": { en: "Close image", zh: "关闭图片" },
	"app.settings": { en: "Settings", zh: "设置" },
	"app.taskPanelWidth": { en: "Task panel width", zh: "任务面板宽度" },
	"app.showTasks": { en: "Show tasks", zh: "显示任务" },
	"app.hideTasks": { en: "Hide tasks", zh: "隐藏任务" },
	"app.canvas": { en: "Canvas", zh: "画布" },
	"app.notices": { en: "Notices", zh: "通知" },
	"app.dismiss": { en: "Dismiss", zh: "关闭" },
	"app.cancel": { en: "Cancel", zh: "取消" },
	"app.undo": { en: "Undo", zh: "撤销" },
	"app.retry": { en: "Retry", zh: "重试" },
	"app.showMore": { en: "Show more", zh: "显示更多" },
	"app.working": { en: "Working…", zh: "处理中…" },
	"app.close": { en: "Close", zh: "关闭" },
	"app.saveStopped.full": {
		en: "Saving stopped at {time}: storage is full.",
		zh: "{time} 起已停止保存：存储空间已满。",
	},
	"app.saveStopped.other": {
		en: "Saving stopped at {time}: the library cannot be written to.",
		zh: "{time} 起已停止保存：无法写入图库。",
	},
	"app.saveStoppedAdvice.full": {
		en: "You can keep painting. Earlier changes are saved; later changes are lost when this window closes. Delete images you no longer need and empty the bin, or free up disk space. Saving then resumes automatically.",
		zh: "可以继续绘制。此前的更改均已保存，此后的更改会在关闭窗口时丢失。请删除不再需要的图片并清空回收站，或释放磁盘空间，之后会自动恢复保存。",
	},
	"app.saveStoppedAdvice.other": {
		en: "You can keep painting. Earlier changes are saved; later changes are lost when this window closes. Keep this window open and close other Image Studio windows.",
		zh: "可以继续绘制。此前的更改均已保存，此后的更改会在关闭窗口时丢失。请保持此窗口打开，并关闭其他图像工作室窗口。",
	},
	"app.chooseImagesToDelete": { en: "Choose images to delete", zh: "选择要删除的图片" },
	"app.retrySaving": { en: "Try again", zh: "重试" },
	"app.opened": { en: "Opened {name}", zh: "已打开 {name}" },
	"app.requestDeleted": {
		en: "The request for this result has been deleted, so nothing was sent. The result is kept. Enter a prompt below to send a new edit.",
		zh: "该结果的请求记录已被删除，因此未发送任何内容。结果会保留。请在下方输入提示词，发送新的编辑。",
	},
	"app.backTo": { en: "Back to {name}", zh: "返回 {name}" },
	"app.saveImage": { en: "Save image", zh: "保存图片" },
	"app.imageSaved": { en: "Image saved", zh: "图片已保存" },
	"app.maskIgnored": {
		en: "The result differs across the whole image, so the gateway probably ignored the mask. Only the masked area was used.",
		zh: "返回的结果整体都有改动，网关可能忽略了蒙版。仅采用了蒙版区域内的内容。",
	},
	"app.restoreFailed": {
		en: "The last image could not be reopened. It is still in the library; open it from Images.",
		zh: "无法重新打开上次的图片。它仍在图库中，请从“图片”中打开。",
	},
	"app.result": { en: "Result", zh: "结果" },
} as const satisfies Readonly<Record<string, Phrase>>;
